import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../../src/log';
import { createPlanner } from '../../../src/reminders/planner';
import type { LedgerStatus } from '../../../src/reminders/ports';
import { createSender, shareOfTeams } from '../../../src/reminders/sender';
import { sendingTime } from '../../../src/reminders/working-time';
import { openStore } from '../../../src/store/open';
import { outcomeOfStatus } from '../../../src/teams/send';
import { DrivenClock } from '../../support/driven-clock';
import { followedCourse } from '../../support/followed-course';
import { addFollowers } from '../../support/followers';
import { Limits } from '../../support/simulated-teams/limits';
import { createSimulatedTeams } from '../../support/simulated-teams/teams';

export interface DrivenResult {
  followers: number;
  byState: LedgerStatus['byState'];
  lost: number;
  doubled: number;
  /** From 08:30 until the last was taken, on the driven clock. */
  seconds: number;
  /** What the share of Teams' limit allows at best. */
  leastSeconds: number;
  mostInASecond: number;
  planSeconds: number;
  /** Of the process, while sending. */
  cpuMillisecondsPerThousand: number;
  rssMegabytes: number;
  /** Heap in use after garbage collection, when a tenth and when everything was sent. */
  heapMegabytes: [number, number];
}

const serviceUrl = 'https://teams.example/';
const dueAt = sendingTime('2027-02-15');
const megabytes = (bytes: number) => Math.round(bytes / 1e6);
/** Teams' answers take 40 to 240 ms, by a fixed pattern. */
const latency = (n: number) => 40 + ((n * 7919) % 200);

/** Reminds many followers at once, on a clock that is driven, against Teams' simulated limits. */
export async function driven(followers: number): Promise<DrivenResult> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-bench-'));
  const where = { file: join(folder, 'bench.db') };
  const clock = new DrivenClock(new Date('2027-01-04T09:00:00Z'));
  const courses = [followedCourse()];
  await (await openStore(where)).close();
  await addFollowers(where, { count: followers, course: courses[0]!.id, serviceUrl, since: clock.now() });
  const store = await openStore(where);
  try {
    const planStarted = performance.now();
    await createPlanner(store, () => courses).replanAll(clock.now());
    const planSeconds = (performance.now() - planStarted) / 1000;

    const limits = new Limits();
    const teams = createSimulatedTeams({ limits, now: () => clock.now().getTime() });
    const perSecond = new Map<number, number>();
    let lastTaken = 0;
    let sends = 0;
    const sender = createSender<string>({
      store,
      compose: () => 'a reminder',
      send: async ({ id }, body) => {
        const at = clock.now().getTime();
        const decision = teams.receive(id, body);
        if (decision.taken) lastTaken = at;
        perSecond.set(Math.floor(at / 1000), (perSecond.get(Math.floor(at / 1000)) ?? 0) + 1);
        await clock.sleep(latency(++sends));
        return outcomeOfStatus(decision.status ?? 504, { retryAfter: decision.retryAfterSeconds?.toString() ?? null, messageId: decision.messageId ?? null, now: clock.now() });
      },
      now: () => clock.now(),
      random: () => 0.5,
      instance: 'bench',
      log: createLog('silent'),
    });

    await clock.advance(dueAt.getTime() - clock.now().getTime());
    const cpu = process.cpuUsage();
    let rss = 0;
    let early = 0;
    while (teams.taken.size < followers && sends < 2 * followers) {
      await clock.advance(await sender.pass());
      if (early === 0 && sends >= followers / 10) {
        globalThis.gc?.();
        early = process.memoryUsage().heapUsed;
      }
      if (sends % 1000 === 0) rss = Math.max(rss, process.memoryUsage().rss);
    }
    await clock.advance(1_000);
    await sender.settled();
    const { user, system } = process.cpuUsage(cpu);
    globalThis.gc?.();
    const late = process.memoryUsage().heapUsed;
    const { byState } = await store.ledger.status(clock.now());
    return {
      followers,
      byState,
      lost: followers - teams.taken.size,
      doubled: [...teams.taken.values()].filter((count) => count > 1).length,
      seconds: (lastTaken - dueAt.getTime()) / 1000,
      leastSeconds: followers / shareOfTeams.perSecond,
      mostInASecond: Math.max(...perSecond.values()),
      planSeconds,
      cpuMillisecondsPerThousand: (user + system) / 1000 / (sends / 1000),
      rssMegabytes: megabytes(rss),
      heapMegabytes: [megabytes(early), megabytes(late)],
    };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}
