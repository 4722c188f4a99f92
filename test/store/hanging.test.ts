import { Socket } from 'node:net';
import { Client } from 'pg';
import { openStore } from '../../src/store/open';
import { openUrl } from '../../src/store/postgres';
import { storeOf, type Store } from '../../src/store/store';
import { createStore } from '../../src/store/late-store';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { claim, conversation, follow, message, now, onlyRow } from './contract/setting';

/** Milliseconds. A server that works answers sooner, but for a machine that is busy with others: what must succeed is tried until it does. */
const limit = 500;
const tries = 50;
const anHour = 3_600_000;

let server: PostgresServer;
let url: string;
let behind: Client;
const opened: Store[] = [];

beforeAll(async () => {
  server = await startPostgres();
  url = await server.database('vagvisaren_hanging');
  await (await openStore({ url })).close();
  // Not a pool: that has ended before the server has heard of it, and then is told that the server stops.
  behind = new Client({ connectionString: url });
  await behind.connect();
});

afterEach(async () => {
  server.hang?.end();
  await behind.query('rollback');
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await behind.query('truncate conversations, subscriptions, registrations, deliveries, activities, settings');
});

afterAll(async () => {
  await behind.end();
  await server.close();
});

/** A store that waits for `call`. */
function waitingFor(call: number, pause: number): Store {
  const store = storeOf(openUrl(url, { readOnly: false, patience: { call, pause } }));
  opened.push(store);
  return store;
}

/** A store that waits for `limit` and has spoken with the server. */
async function impatient(pause = anHour): Promise<Store> {
  for (let time = 0; time < tries; time++) {
    const store = waitingFor(limit, pause);
    if (await store.healthy()) return store;
    await store.close();
  }
  throw new Error('The server never answered.');
}

/** Milliseconds by the clock. */
async function lasted(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Milliseconds that this process was awake, or somewhat less: what the machine needs for others meanwhile is nobody's waiting. */
async function waited(work: () => Promise<unknown>): Promise<number> {
  const beat = 5;
  let beats = 0;
  const heart = setInterval(() => (beats += 1), beat);
  await work().finally(() => clearInterval(heart));
  return beats * beat;
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 10));

/** What came of work at the first time that the server answered within the limit. */
async function answered<T>(work: () => Promise<T>): Promise<T> {
  for (let time = 1; time < tries; time++) {
    try {
      return await work();
    } catch (error) {
      expect(error).toMatchObject(unavailable);
      await moment();
    }
  }
  return work();
}

const unavailable = { code: 'STORE_UNAVAILABLE' };
const fails = (work: Promise<unknown>) => expect(work).rejects.toMatchObject(unavailable);
/** Resolves when something is written to a socket. */
async function written(): Promise<void> {
  const write = jest.spyOn(Socket.prototype, 'write');
  while (write.mock.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  write.mockRestore();
}

const sockets = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;

test('while the server hangs the first call fails in time, and those after it at once', async () => {
  if (!server.hang) return;
  const store = await impatient();
  await server.hang.begin();
  expect(await lasted(() => fails(store.memory.recall('a:1')))).toBeGreaterThanOrEqual(limit - 5);
  const all = [
    () => fails(store.conversations.remember(conversation('a:1'), now)),
    () => fails(store.activities.firstTime('a:1', 'activity', now)),
    () => fails(store.ledger.status(now)),
    () => fails(store.kept('a:1')),
    async () => expect(await store.healthy()).toBe(false),
  ];
  for (const one of all) expect(await waited(one)).toBeLessThan(limit / 2);
});

test('many calls at once all fail in time, more than there are connections for', async () => {
  if (!server.hang) return;
  const store = await impatient();
  await server.hang.begin();
  const many = Array.from({ length: 20 }, (_, i) => fails(i % 2 ? store.settings.get('key') : store.activities.firstTime('a:1', `activity ${i}`, now)));
  expect(await waited(() => Promise.all(many))).toBeLessThan(2 * limit);
});

test('after the pause one tries again; when the server answers, all is as before', async () => {
  if (!server.hang) return;
  const store = await impatient(100);
  await server.hang.begin();
  await fails(store.settings.get('key'));
  // As long as it hangs, whoever tries fails again, and the others need not wait for that.
  while ((await waited(() => fails(store.settings.get('key')))) < limit / 2) await moment();
  server.hang.end();
  await answered(() => Promise.all(Array.from({ length: 20 }, (_, i) => store.activities.firstTime('a:1', `activity ${i}`, now))));
});

test('what was begun when the server stopped answering is not done later, and what another call waits for is free', async () => {
  if (!server.hang) return;
  const store = await impatient(0);
  const other = waitingFor(anHour, 0);
  await other.ledger.apply([message(await follow(other, 'a:1'))], now);
  // The claim has its rows and waits for the bucket: all that is left is to be told so, to update, and to commit.
  await behind.query('begin');
  await behind.query('select * from bucket for update');
  let claimed = false;
  const claiming = fails(claim(store)).finally(() => (claimed = true));
  // Or so long that the server has ended it itself.
  while (!claimed) {
    const { rows } = await behind.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
    if (rows[0]) break;
  }
  await server.hang.begin();
  await claiming;
  server.hang.end();
  await behind.query('commit');
  expect(await onlyRow(other)).toMatchObject({ state: 'planned', attempts: 0 });
  expect(await claim(other)).toHaveLength(1);
});

test('a connection that waited in vain is not used again, and none is left behind', async () => {
  if (!server.hang) return;
  const before = sockets();
  const store = await impatient(0);
  await answered(() => Promise.all(Array.from({ length: 10 }, (_, i) => store.settings.set(`key ${i}`, 'value'))));
  await server.hang.begin();
  await fails(store.settings.get('key 1'));
  // One event loop later: that is when a socket is closed.
  await new Promise((resolve) => setImmediate(resolve));
  expect(sockets()).toBe(before);
  server.hang.end();
  for (let i = 0; i < 10; i++) expect(await answered(() => store.settings.get(`key ${i}`))).toBe('value');
});

test('a statement that waits for a lock is ended by the server, and nobody else is told no', async () => {
  await follow(waitingFor(anHour, 0), 'a:1');
  await behind.query('begin');
  await behind.query(`select * from conversations where id = 'a:1' for update`);
  let store: Store;
  let error: unknown;
  // It ends it after three quarters of the time. Where the machine stood still just then, its answer came too late.
  for (let time = 0; time < 3 && (error as { cause?: { code?: string } } | undefined)?.cause?.code !== '57014'; time++) {
    store = waitingFor(2_000, anHour);
    error = await store.forget('a:1').catch((reason: unknown) => reason);
  }
  expect(error).toMatchObject({ ...unavailable, cause: { code: '57014' } });
  expect(await store!.settings.get('key')).toBeNull();
  await behind.query('commit');
  expect(await store!.forget('a:1')).toMatchObject({ conversation: 1 });
});

test('a process that stood still itself takes the answer that came meanwhile', async () => {
  const store = await impatient();
  await answered(() => store.settings.set('key', 'value'));
  const asked = store.settings.get('key');
  await written();
  // Where the whole machine stands still, the server has not answered meanwhile either.
  for (let [awake, at] = [0, performance.now()]; awake < 2 * limit; ) {
    const before = at;
    at = performance.now();
    awake += Math.min(at - before, 1);
  }
  expect(await asked).toBe('value');
});

test('closing takes about a second, and leaves nothing behind', async () => {
  if (!server.hang) return;
  const before = sockets();
  const store = await impatient();
  await answered(() => store.deletions.memory(now, 1));
  await server.hang.begin();
  const deleting = fails(store.deletions.memory(now, 1));
  await written();
  expect(await waited(() => store.close())).toBeLessThan(2_000);
  await deleting;
  await new Promise((resolve) => setImmediate(resolve));
  expect(sockets()).toBe(before);
});

test('nor do idle connections keep it', async () => {
  if (!server.hang) return;
  const before = sockets();
  const store = await impatient();
  await server.hang.begin();
  expect(await waited(() => store.close())).toBeLessThan(2_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect(sockets()).toBe(before);
});

test('what may take minutes waits for the server, and is done when it answers', async () => {
  if (!server.hang) return;
  const store = await impatient();
  await answered(() => store.activities.firstTime('a:1', 'activity', now));
  await answered(() => store.deletions.memory(now, 1));
  await server.hang.begin();
  const deleting = store.deletions.activities(new Date(now.getTime() + 1), 10);
  await fails(store.settings.get('key'));
  server.hang.end();
  expect(await deleting).toBe(1);
});

test('a bot starts while the server hangs, stops while it tries again, and otherwise uses it when it answers', async () => {
  if (!server.hang) return;
  await server.hang.begin();
  const failures: unknown[] = [];
  const start = () => createStore({ url }, (error) => failures.push(error), 0);
  let stores: Store[] = [];
  expect(await waited(async () => (stores = await Promise.all([start(), start()])))).toBeLessThan(4_000);
  opened.push(...stores);
  expect(failures).toEqual([expect.objectContaining(unavailable), expect.objectContaining(unavailable)]);
  const [stopped, used] = stores as [Store, Store];
  const asked = stopped.settings.get('key').catch(() => undefined);
  expect(await waited(() => stopped.close())).toBeLessThan(2_000);
  server.hang.end();
  await asked;
  await answered(() => used.settings.get('key'));
});
