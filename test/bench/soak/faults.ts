import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';
import type { ConnectorFault } from './asked';
import type { Connector } from './connector';

/** What may be wrong. 'first seconds': nothing of the bot's code has been compiled by V8 yet. */
export type FaultKind = ConnectorFault | 'store locked' | 'disk refuses' | 'reload' | 'first seconds';

/** Something that was wrong for a while. Times of `performance.now()`: milliseconds. */
export interface Period {
  kind: FaultKind;
  from: number;
  to: number;
}

/** So long after its end what a fault has left behind may still be felt: a queue that drains, the last requests given up or, after 429, tried again. Milliseconds. */
const aftermath: Record<FaultKind, number> = { '429': 6_000, '500': 2_000, '502': 2_000, reset: 2_000, slow: 2_000, 'store locked': 10_000, 'disk refuses': 3_000, reload: 2_000, 'first seconds': 0 };

/** The period that a moment falls into, its aftermath included. The slow ones are a few posts; all others are as always. */
export function periodAt(periods: readonly Period[], at: number): Period | undefined {
  return periods.find(({ kind, from, to }) => kind !== 'slow' && at >= from - lookahead && at < to + aftermath[kind]);
}

/** Who asks just before a fault may meet it. Milliseconds. */
const lookahead = 250;

/** How much goes wrong at the connector during trouble, and for how long: so that saying that something went wrong also fails, but not always. Milliseconds. */
const trouble = { share: 0.4, lasts: 3_000 };
/** Long enough for all the tries of a turn, each 1 to 1.5 s after the one before. So few that some forty requests wait at a time: each keeps a connection. */
const throttling = { share: 0.08, lasts: 6_000 };
const firstSeconds = 5_000;
const slowPosts = 5;
/** The bot gives up after 15 s, and says so. */
const slowFor = 17_000;

export interface Faulty {
  connector: Connector;
  /** The bot's process and its database. */
  pid: number;
  database: string;
  /** Changes the knowledge and has it taken in. */
  reload(): Promise<void>;
}

/** Another program writes into the database and does not end: what a backup tool or a hung command may do. */
async function lockStore(database: string, milliseconds: number): Promise<void> {
  const other = new Database(database, { timeout: 5_000 });
  try {
    other.exec('begin immediate');
    await wait(milliseconds);
    other.exec('rollback');
  } finally {
    other.close();
  }
}

/** No file of the process may grow any more: every write to the database fails, as on a full disk. Node.js ignores the signal that goes with it. */
async function refuseWrites(pid: number, milliseconds: number): Promise<void> {
  const limit = (bytes: string) => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`prlimit: ${stderr}`);
  };
  limit('1');
  try {
    await wait(milliseconds);
  } finally {
    limit('unlimited');
  }
}

/** What goes wrong in each minute, and from which second on. */
function timetable({ connector, pid, database, reload }: Faulty, minute: number): { second: number; kind: FaultKind; run(): Promise<void> }[] {
  const atConnector = (kind: '429' | '500' | '502' | 'reset', { share, lasts } = trouble) => async () => {
    connector.trouble(kind, share);
    await wait(lasts);
    connector.trouble('none');
  };
  const slow = async () => {
    connector.slow(slowPosts);
    await wait(slowFor);
  };
  return [
    { second: 5, kind: '429' as const, run: atConnector('429', throttling) },
    { second: 18, kind: '500' as const, run: atConnector('500') },
    { second: 24, kind: '502' as const, run: atConnector('502') },
    { second: 30, kind: 'reset' as const, run: atConnector('reset') },
    { second: 34, kind: 'slow' as const, run: slow },
    { second: 36, kind: 'store locked' as const, run: () => lockStore(database, 4_000) },
    ...(minute % 3 === 0 ? [{ second: 51, kind: 'reload' as const, run: reload }] : []),
    { second: 55, kind: 'disk refuses' as const, run: () => refuseWrites(pid, 2_500) },
  ];
}

/**
 * Brings every fault about in every minute, a change of the knowledge in every third.
 * @param started of `performance.now()`
 * @returns when each was; resolves when the last has ended
 */
export async function bringFaults(faulty: Faulty, started: number, minutes: number): Promise<Period[]> {
  const periods: Period[] = [{ kind: 'first seconds', from: started, to: started + firstSeconds }];
  const running: Promise<void>[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    for (const { second, kind, run } of timetable(faulty, minute)) {
      await wait(Math.max(0, started + (minute * 60 + second) * 1_000 - performance.now()));
      const from = performance.now();
      running.push(run().then(() => void periods.push({ kind, from, to: performance.now() })));
    }
  }
  await Promise.all(running);
  return periods.sort((a, b) => a.from - b.from);
}
