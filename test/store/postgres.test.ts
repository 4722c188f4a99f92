import { Pool } from 'pg';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { patientStore } from '../support/patient-store';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { contract } from './contract';
import { after, claim, follow, message, now, onlyRow } from './contract/setting';
import { instances } from './instances';

let server: PostgresServer;
let url: string;
let store: Store;
let other: Store;
let behind: Pool;

beforeAll(async () => {
  server = await startPostgres();
  url = await server.database('vagvisaren_contract');
  await (await openStore({ url })).close();
  [store, other] = [patientStore(url), patientStore(url)];
  behind = new Pool({ connectionString: url, max: 1 });
  behind.on('error', () => undefined);
});

afterAll(async () => {
  await Promise.all([store.close(), other.close(), behind.end()]);
  await server.close();
});

const run = (sql: string) => behind.query(sql);

contract(() => ({ store, other, run }));

describe('several instances', () => instances(() => server));

test('what another transaction is working on is not waited for', async () => {
  const subscriptions = [await follow(store, 'a:1'), await follow(store, 'a:2')];
  await store.ledger.apply(subscriptions.map((subscription) => message(subscription)), now);
  await run('begin');
  await run(`select id from conversations where id = 'a:1' for update`);
  expect((await claim(store)).map(({ conversation }) => conversation.id)).toEqual(['a:2']);
  await run('commit');
  expect((await claim(store)).map(({ conversation }) => conversation.id)).toEqual(['a:1']);
});

test('a row that another transaction is working on expires next time', async () => {
  const subscription = await follow(store, 'a:1');
  await store.ledger.apply([message(subscription), message(subscription, { reason: 'lead:1' })], now);
  await run('begin');
  await run(`select id from deliveries where reason = 'lead:1' for update`);
  expect(await store.ledger.expire(after(86_400))).toBe(1);
  await run('commit');
  expect(await store.ledger.expire(after(86_400))).toBe(1);
});

test('while the server is away every call fails cleanly; afterwards it works by itself', async () => {
  const { outage } = server;
  if (!outage) return;
  await store.ledger.apply([message(await follow(store, 'a:1'))], now);
  await outage.begin();
  await expect(claim(store)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: expect.anything() });
  await expect(store.activities.firstTime('a:1', 'activity', now)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await store.healthy()).toBe(false);
  await expect(openStore({ url })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.not.stringContaining('only-for-tests') });
  await outage.end();
  expect(await store.healthy()).toBe(true);
  expect(await claim(store)).toHaveLength(1);
  expect(await onlyRow(other)).toMatchObject({ state: 'sending' });
});

/** Waits until a statement of the store waits for a lock. Gives its process on the server. */
async function blocked(): Promise<number> {
  for (;;) {
    const { rows } = await run(`select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
    if (rows[0]) return rows[0].pid as number;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('what became another’s between looking and taking is not taken, and costs no token', async () => {
  const rate = { perSecond: 1, burst: 1 };
  await store.ledger.apply([message(await follow(store, 'a:1'))], now);
  await run('begin');
  await run('select * from bucket for update');
  const claiming = claim(store, { rate });
  await blocked();
  await run(`update deliveries set state = 'sent', try_at = null`);
  await run('commit');
  expect(await claiming).toEqual([]);
  await store.ledger.apply([message(await follow(store, 'a:2'))], now);
  expect(await claim(store, { rate })).toHaveLength(1);
});

test('a connection lost in the middle of a transaction leaves nothing half done', async () => {
  await store.ledger.apply([message(await follow(store, 'a:1'))], now);
  await run('begin');
  await run('select * from bucket for update');
  const failed = expect(claim(store)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await run(`select pg_terminate_backend(${await blocked()})`);
  await run('commit');
  await failed;
  expect(await onlyRow(store)).toMatchObject({ state: 'planned', attempts: 0 });
  expect(await claim(store)).toHaveLength(1);
});
