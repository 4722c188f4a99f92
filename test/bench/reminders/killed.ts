import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createPlanner } from '../../../src/reminders/planner';
import type { LedgerStatus } from '../../../src/reminders/ports';
import { sendingTime } from '../../../src/reminders/working-time';
import { openStore, openStoreReadOnly } from '../../../src/store/open';
import { followedCourse } from '../../support/followed-course';
import { addFollowers, type StoreAt } from '../../support/followers';
import { createFaults } from '../../support/simulated-teams/faults';
import { startSimulatedTeams } from '../../support/simulated-teams/http';
import { createSimulatedTeams, type SimulatedTeams } from '../../support/simulated-teams/teams';

export interface KilledResult {
  sends: number;
  kills: number;
  byState: LedgerStatus['byState'];
  lost: number;
  doubled: number;
  /** Doubled although nothing of theirs was on its way at a kill or a pause: must be none. */
  unexplained: number;
  seconds: number;
}

/** A message counts as on its way when Teams took it at most this long before its sender was killed: milliseconds. */
const onItsWay = 250;
/** So long a claim holds where a run says nothing else: milliseconds. */
const usualLease = 2_000;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A Monday at ten, so that reminders may go out whenever the test runs. */
const dueDay = sendingTime('2027-02-15');
const startOfTest = dueDay.getTime() + 90 * 60_000;

interface Run {
  where: StoreAt;
  sends: number;
  perSecond: number;
  /** Milliseconds that a claim holds. A machine that stands still for longer while a message is on its way has it sent twice. */
  lease?: number;
  /** What is done to the senders while they send; ends when it returns. */
  trouble(run: { start(): Promise<ChildProcess>; hit(child: ChildProcess, signal: 'SIGKILL' | 'SIGSTOP'): void; going(): boolean }): Promise<number>;
}

function spawnSender({ where, perSecond, lease = usualLease }: Run): Promise<ChildProcess> {
  const offset = startOfTest - Date.now();
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'sender-process.ts'), JSON.stringify(where), String(offset), String(perSecond), String(lease)], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', () => resolve(child));
    child.once('exit', () => resolve(child));
  });
}

/** When each conversation's messages were taken, on the real clock. */
function watchTaken(): { teams: SimulatedTeams; times: Map<string, number[]> } {
  const times = new Map<string, number[]>();
  const teams = createSimulatedTeams({
    faults: createFaults([{ when: 'always', latencyMilliseconds: 5 }], Math.random),
    now: Date.now,
    onTaken: (id) => times.set(id, [...(times.get(id) ?? []), Date.now()]),
  });
  return { teams, times };
}

/** Sends reminders by processes that are killed or paused meanwhile, and counts what became of each. */
export async function killed(run: Run): Promise<KilledResult> {
  const { where, sends, trouble } = run;
  const { teams, times } = watchTaken();
  const server = await startSimulatedTeams(teams);
  const since = new Date('2027-01-04T09:00:00Z');
  const courses = [followedCourse()];
  await (await openStore(where)).close();
  await addFollowers(where, { count: sends, course: courses[0]!.id, serviceUrl: server.url, since });
  const store = await openStore(where);
  await createPlanner(store, () => courses).replanAll(since);
  await store.close();

  const reader = await openStoreReadOnly(where);
  const due = async () => (await reader.ledger.status(dueDay)).byState;
  const children = new Set<ChildProcess>();
  const hits: number[] = [];
  const started = performance.now();
  const begin = async () => {
    const child = await spawnSender(run);
    children.add(child);
    return child;
  };
  const kills = await trouble({
    start: begin,
    going: () => teams.taken.size < sends,
    hit(child, signal) {
      hits.push(Date.now());
      child.kill(signal);
      if (signal === 'SIGKILL') children.delete(child);
    },
  });
  if (children.size === 0) await begin();
  while ((await due()).sent < sends) await sleep(200);
  const seconds = (performance.now() - started) / 1000;
  const byState = await due();
  for (const child of children) child.kill('SIGKILL');
  await reader.close();
  await server.stop();
  const twice = [...times].filter(([, taken]) => taken.length > 1);
  const explained = ([first]: number[]) => hits.some((hit) => first! <= hit && hit - first! <= onItsWay);
  return {
    sends,
    kills,
    byState,
    lost: sends - teams.taken.size,
    doubled: twice.reduce((sum, [, taken]) => sum + taken.length - 1, 0),
    unexplained: twice.filter(([, taken]) => !explained(taken)).length,
    seconds,
  };
}

/** Kills the only sender at random moments and starts another at once. */
export function killAtRandom(kills: number, random: () => number): Run['trouble'] {
  return async ({ start, hit, going }) => {
    let done = 0;
    while (done < kills && going()) {
      const child = await start();
      await sleep(50 + 400 * random());
      if (!going()) return done;
      hit(child, 'SIGKILL');
      done += 1;
    }
    return done;
  };
}

/** Three senders at once; one is killed and one stands still until its claims have ended, then goes on. */
export const killOneAndPauseOne: Run['trouble'] = async ({ start, hit }) => {
  const [first, second] = await Promise.all([start(), start(), start()]);
  await sleep(1_000);
  hit(first!, 'SIGKILL');
  await sleep(500);
  hit(second!, 'SIGSTOP');
  await sleep(2 * usualLease);
  second!.kill('SIGCONT');
  return 2;
};
