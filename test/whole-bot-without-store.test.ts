import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { startBot, type RunningBot } from '../src/bot';
import { createLog } from '../src/log';
import type { Connection } from '../src/store/connection';
import { openFile } from '../src/store/libsql';
import { migrate } from '../src/store/migrate';
import { storeOf, type Store } from '../src/store/store';
import { DrivenClock } from './support/driven-clock';
import { startConnector } from './support/fake-connector';
import { followedCourse } from './support/followed-course';
import { product } from './support/product';
import { roomWith } from './support/reminder-scene';
import { chat } from './support/sending-scene';

const { id: ugl, occasions } = followedCourse();
const room = roomWith(occasions, ugl);

let connector: Awaited<ReturnType<typeof startConnector>>;
let folder: string;
let connection: Connection;
let store: Store;
let clock: DrivenClock;
let bot: RunningBot;

beforeEach(async () => {
  connector = await startConnector();
  folder = mkdtempSync(join(tmpdir(), 'vagvisaren-whole-'));
  connection = openFile(join(folder, 'bot.db'));
  await migrate(connection);
  store = storeOf(connection);
  clock = new DrivenClock(new Date('2027-02-08T09:00:00Z'));
  bot = await startBot(
    { port: 0, host: '127.0.0.1', metricsHost: '127.0.0.1', logLevel: 'silent', database: { file: '' } },
    { now: () => clock.now(), random: () => 0.5, log: createLog('silent'), store, parts: { ...product(), room, knowledge: room.knowledge } },
  );
});

afterEach(async () => {
  await Promise.all([bot.stop(), connector.stop()]);
  rmSync(folder, { recursive: true });
});

const address = () => `http://127.0.0.1:${bot.port}`;
let activities = 0;

/** Says something to the bot. Gives what it answered. */
async function says(who: string, text: string): Promise<string> {
  const before = connector.sent.length;
  const response = await fetch(`${address()}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ type: 'message', id: `activity-${++activities}`, channelId: 'msteams', serviceUrl: connector.url, from: { id: '29:person' }, recipient: { id: '28:bot' }, conversation: { id: who, conversationType: 'personal' }, text }),
  });
  expect(response.status).toBe(200);
  expect(connector.sent).toHaveLength(before + 1);
  return connector.sent.at(-1)!.activity.summary!;
}

const readiness = async () => (await (await fetch(`${address()}/readyz`, { headers: { connection: 'close' } })).json()) as { status: string; checks: { store: string } };

/** Does something until the database takes no more of it. */
async function untilFull(one: (n: number) => Promise<unknown>): Promise<void> {
  for (let n = 0; n < 10_000; n++) {
    try {
      await one(n);
    } catch (error) {
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'SQLITE_FULL' } });
      return;
    }
  }
  throw new Error('the disk never became full');
}

interface Disk {
  fails(): Promise<unknown>;
  isWellAgain(): Promise<unknown>;
}

const filler = chat('a:filling');
const run = (statement: string) => sql.raw(statement).execute(connection.db);

/** A limit on the pages of the database fails as a full disk does: SQLITE_FULL. */
const fullDisk: Disk = {
  async fails() {
    await store.conversations.remember(filler, clock.now());
    const { id: subscription } = await store.subscriptions.put({ conversation: filler.id, course: 'course/filling', following: true, leadDays: [1] }, clock.now());
    const far = new Date('2028-01-10T09:00:00Z');
    const { rows: [size] } = await sql<{ page_count: number }>`pragma page_count`.execute(connection.db);
    await run(`pragma max_page_count = ${size!.page_count}`);
    // A table whose pages are not full takes more rows all the same.
    await untilFull((n) => store.conversations.remember(chat(`a:filling ${n}`), clock.now()));
    await untilFull((n) => store.ledger.apply([{ do: 'insert', subscription, conversation: filler.id, course: 'course/filling', occasion: `${n}`, reason: 'new', dueAt: far, usefulUntil: far }], clock.now()));
    await untilFull((n) => store.activities.firstTime(filler.id, `activity ${n}`, clock.now()));
    await untilFull((n) => store.settings.set(`filling ${n}`, ''));
  },
  isWellAgain: () => run('pragma max_page_count = 1000000'),
};

/** Where not even a page that is there can be written. */
const readOnlyDisk: Disk = {
  fails: () => run('pragma query_only = on'),
  isWellAgain: () => run('pragma query_only = off'),
};

const question = 'Får jag lämna ut kollegans hemnummer till en som ringer?';
const remindMe = 'påminn mig om UGL';
const followers = ['a:kim', 'a:alex', 'a:robin'];
const newcomer = `a:${'somebody whose id is longer than those that fill the disk '.repeat(3)}`;
const ledger = async () => (await store.ledger.report(null, 1_000)).filter(({ conversation }) => conversation !== filler.id).map(({ conversation, reason, state }) => `${conversation} ${reason} ${state}`).sort();
const asPlanned = followers.flatMap((who) => ['lead:14', 'lead:7', 'lead:1'].map((reason) => `${who} ${reason} planned`)).sort();

/** Whom a reminder reached: replies go to an activity, reminders to the conversation. */
const reminders = () => connector.sent.filter(({ path }) => path.endsWith('/activities')).map(({ path }) => decodeURIComponent(path).split('/')[3]!).sort();

/** Lets the sender pass as main.ts does, for so many seconds. */
async function sending(seconds: number): Promise<void> {
  const end = clock.now().getTime() + seconds * 1_000;
  while (clock.now().getTime() < end) {
    const wait = await bot.sender.pass().catch(() => 5_000);
    // Teams answers on the real clock.
    await bot.sender.settled().catch(() => undefined);
    await clock.advance(Math.max(wait, 200));
  }
}

describe.each([
  ['full', fullDisk],
  ['read-only', readOnlyDisk],
])('while the disk of the database is %s', (_how, disk) => {
  beforeEach(async () => {
    for (const who of followers) expect(await says(who, remindMe)).toContain('UGL');
    expect(await ledger()).toEqual(asPlanned);
    await disk.fails();
  });

  test('questions are answered', async () => {
    for (const who of [...followers, newcomer]) expect(await says(who, question)).toContain('Lämna inte ut');
  });

  test('wishes to be reminded are told that reminders do not work right now; nothing is half done', async () => {
    expect(await says(newcomer, remindMe)).toContain('Påminnelserna fungerar inte just nu');
    expect(await store.subscriptions.plan(newcomer)).toMatchObject({ subscriptions: [], deliveries: [] });
    expect(await ledger()).toEqual(asPlanned);
  });

  test('/readyz says that the store is down', async () => {
    expect(await readiness()).toMatchObject({ status: 'degraded', checks: { store: 'down' } });
  });

  test('and there is room again, everything works, and nothing that was planned is lost or sent twice', async () => {
    await clock.advance(new Date('2027-02-15T07:29:50Z').getTime() - clock.now().getTime());
    await sending(60);
    await disk.isWellAgain();
    await sending(180);
    expect(reminders()).toEqual([...followers].sort());
    expect(await ledger()).toEqual(asPlanned.map((line) => line.replace('lead:14 planned', 'lead:14 sent')));
    expect(await says(newcomer, remindMe)).not.toContain('fungerar inte');
    expect((await store.subscriptions.plan(newcomer)).subscriptions).toHaveLength(1);
    expect(await readiness()).toMatchObject({ checks: { store: 'ok' } });
  });
});
