import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { productRoot } from '../../../src/assemble';
import { dayInSweden } from '../../../src/day';
import { loadSentences, saying } from '../../../src/dialogs/sentences';
import { addDays } from '../../../src/reminders/working-time';
import { createRandom } from '../../../src/search/model/random';
import { openFileReadOnly } from '../../../src/store/libsql';
import { processorMs } from '../http-process';
import type { Asked } from './asked';
import { startBotProcess } from './bot-process';
import { startConnector } from './connector';
import { bringFaults, type Period } from './faults';
import { copyProduct } from './product-copy';
import { createSender } from './sender';
import { createTraffic } from './traffic';
import { complaintIn, readMetrics, sampleOf, type Complaint, type Sample } from './watch';

/** Milliseconds. */
const sampleEvery = 2_000;
/** After the last request, until what it used is let go: milliseconds at the most. */
const restFor = 30_000;
/** Days from today; so that every reminder is due long after the run. */
const lastRegistrationIn = 60;

/** What was done, and what was seen. Times of `performance.now()`: milliseconds. */
export interface Ran {
  all: Asked[];
  periods: Period[];
  complaints: Complaint[];
  samples: Sample[];
  before: Sample;
  after: Sample;
  /** As Prometheus would have collected them at the end. */
  metrics: ReadonlyMap<string, number>;
  started: number;
  /** Until the last request had its response: a bot that cannot keep up takes longer. */
  seconds: number;
  /** Of the bot, for a request: milliseconds. */
  processor: number;
  /** Of the machine, at the end. */
  load: number;
  /** Posts that belong to nothing that was asked. */
  strays: number;
  reloads: number;
  readiness: string;
  store: Awaited<ReturnType<typeof readStore>>;
  exit: number | null;
}

/** Gives the course of the copy one occasion. `moved`: so many days later its registration ends. */
function setOccasion(root: string, shipped: string, moved: number): void {
  const day = addDays(dayInSweden(new Date()), lastRegistrationIn);
  writeFileSync(join(root, 'knowledge', 'course', 'ugl.yaml'), `${shipped}occasions:\n  - place: "Göteborg"\n    date: "${addDays(day, 30)}"\n    lastRegistration: "${addDays(day, moved)}"\n`);
}

/** Whether more is held than at the start. */
export function holdsMore({ before, after }: Pick<Ran, 'before' | 'after'>): boolean {
  return after.files > before.files || after.resources > before.resources;
}

/** What the database holds of reminders, and whether it is whole. */
async function readStore(file: string) {
  const { db, close } = openFileReadOnly(file);
  try {
    const followers = await db.selectFrom('subscriptions').select(['id', 'conversation']).where('following', '=', 1).execute();
    const planned = await db.selectFrom('deliveries').select(['subscription', ({ fn }) => fn.countAll<number>().as('count')]).where('state', '=', 'planned').groupBy('subscription').execute();
    const integrity = (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)).rows.map((row) => row.integrity_check).join();
    return { followers, planned, integrity };
  } finally {
    await close();
  }
}

/**
 * Lets the compiled bot, with its own database, answer so many requests a second for some minutes while the connector and the store
 * fail again and again and the knowledge changes. Requests and stand-in for Teams share this process; the bot has its own (Linux only).
 */
export async function runSoak(minutes: number, perSecond: number): Promise<Ran> {
  const random = createRandom(1);
  const say = saying(loadSentences(join(productRoot, 'dialogs')));
  const beginning = (text: string) => text.split(/[.,]/)[0]!;
  const byId = new Map<string, Asked>();
  const all: Asked[] = [];
  const complaints: Complaint[] = [];
  const samples: Sample[] = [];
  const copy = copyProduct();
  const course = readFileSync(join(copy.root, 'knowledge', 'course', 'ugl.yaml'), 'utf8');
  setOccasion(copy.root, course, 0);
  mkdirSync(dirname(copy.database), { recursive: true });
  const connector = await startConnector(byId, { failure: beginning(say('sv', 'conversation.failure', { reference: '' })), storeDown: beginning(say('sv', 'reminders.storeDown')) }, random);
  let reloads = 0;
  let reloaded: (() => void) | undefined;
  try {
    const bot = await startBotProcess({ root: copy.root, command: [process.execPath, copy.main], database: copy.database }, (line) => {
      const complaint = complaintIn(line);
      if (complaint) complaints.push(complaint);
      if (line.includes('"msg":"the changed knowledge is')) reloaded?.();
    });
    const sender = createSender(bot.port, createTraffic(copy.root, connector.url, random), { asked: byId, all }, random);
    const reload = async () => {
      setOccasion(copy.root, course, ++reloads);
      const done = new Promise<void>((resolve) => (reloaded = resolve));
      process.kill(bot.pid, 'SIGHUP');
      await done;
    };
    // The first connection to the metrics and the first look at the store are not what is measured.
    await readMetrics(bot.metricsPort);
    const before = await sampleOf(bot.metricsPort);
    const started = performance.now();
    const processorBefore = processorMs(bot.pid);
    let going = true;
    const sampling = (async () => {
      while (going) {
        await wait(sampleEvery);
        samples.push(await sampleOf(bot.metricsPort));
      }
    })();
    const [periods] = await Promise.all([
      bringFaults({ connector, pid: bot.pid, database: copy.database, reload }, started, minutes),
      sender.run(perSecond, started + minutes * 60_000),
    ]);
    const seconds = (performance.now() - started) / 1_000;
    const processor = (processorMs(bot.pid) - processorBefore) / all.length;
    const load = loadavg()[0]!;
    going = false;
    await sampling;
    sender.close();
    connector.closeIdle();
    let after = await sampleOf(bot.metricsPort);
    for (const resting = performance.now(); holdsMore({ before, after }) && performance.now() - resting < restFor; after = await sampleOf(bot.metricsPort)) await wait(sampleEvery);
    const metrics = await readMetrics(bot.metricsPort);
    const { status: readiness } = (await (await fetch(`http://127.0.0.1:${bot.port}/readyz`, { headers: { connection: 'close' } })).json()) as { status: string };
    const store = await readStore(copy.database);
    const exit = await bot.stop();
    return { all, periods, complaints, samples, before, after, metrics, started, seconds, processor, load, strays: connector.strays(), reloads, readiness, store, exit };
  } finally {
    await connector.stop();
    copy.remove();
  }
}
