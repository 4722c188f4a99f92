import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { VagvisarenError } from '../../src/errors';
import { createStore } from '../../src/store/late-store';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { startPostgres, type PostgresServer } from '../support/postgres';
import { claim, conversation, follow, message, now, onlyRow } from './contract/setting';

/** Each call tries again; an hour: none does before the test ends. */
const [atOnce, anHour] = [0, 3_600_000];

const failures: unknown[] = [];
const onFailure = (error: unknown) => void failures.push(error);

beforeEach(() => void (failures.length = 0));

/** One method of each port, and those of the store itself. */
const ways = (store: Store): Record<string, () => Promise<unknown>> => ({
  conversations: () => store.conversations.remember(conversation('a:1'), now),
  subscriptions: () => store.subscriptions.plan('a:1'),
  occasions: () => store.occasions.seen(),
  ledger: () => claim(store),
  activities: () => store.activities.firstTime('a:1', 'activity', now),
  settings: () => store.settings.get('key'),
  memory: () => store.memory.recall('a:1'),
  feedback: () => store.feedback.judged(null),
  deletions: () => store.deletions.memory(now, 1),
  kept: () => store.kept('a:1'),
  forget: () => store.forget('a:1'),
});

async function expectDown(store: Store): Promise<void> {
  for (const way of Object.values(ways(store))) await expect(way()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await store.healthy()).toBe(false);
}

async function expectWorking(store: Store): Promise<void> {
  expect(await store.healthy()).toBe(true);
  await store.ledger.apply([message(await follow(store, 'a:1'))], now);
  expect(await claim(store)).toHaveLength(1);
  expect(await onlyRow(store)).toMatchObject({ state: 'sending' });
  for (const way of Object.values(ways(store))) await way();
}

describe('PostgreSQL that is not there at start', () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.close());

  test('is used as soon as it is there, also for the migration, and again after another outage', async () => {
    const { outage } = server;
    if (!outage) return;
    const url = await server.database('vagvisaren_late');
    await outage.begin();
    const store = await createStore({ url }, onFailure, atOnce);
    expect(failures).toEqual([expect.objectContaining({ code: 'STORE_UNAVAILABLE' })]);
    await expectDown(store);
    await outage.end();
    await expectWorking(store);
    await outage.begin();
    await expectDown(store);
    await outage.end();
    expect(await store.healthy()).toBe(true);
    await store.close();
  });
});

describe('a file that cannot be opened at start', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vagvisaren-late-'));
    file = join(folder, 'data', 'bot.db');
    // No folder can be made where a file is.
    writeFileSync(dirname(file), '');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const makeRoom = () => {
    rmSync(dirname(file));
    mkdirSync(dirname(file));
  };

  test('is used as soon as it can be', async () => {
    const store = await createStore({ file }, onFailure, atOnce);
    await expectDown(store);
    makeRoom();
    await expectWorking(store);
    await store.close();
  });

  test('is opened once, however many need it at the same time', async () => {
    const store = await createStore({ file }, onFailure, atOnce);
    makeRoom();
    await Promise.all([...Object.values(ways(store)).map((way) => way()), store.healthy()]);
    await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await store.close();
    await (await openStore({ file })).close();
  });

  test('is not tried again before the pause is over', async () => {
    const store = await createStore({ file }, onFailure, anHour);
    makeRoom();
    await expectDown(store);
    await (await openStore({ file })).close();
  });

  test('that another bot takes meanwhile, or a newer version changes, is told as that, and again until it is free', async () => {
    const store = await createStore({ file }, onFailure, atOnce);
    failures.length = 0;
    makeRoom();
    const other = await openStore({ file });
    await expect(store.settings.get('key')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'STORE_IN_USE' } });
    expect(await store.healthy()).toBe(false);
    expect(failures).toEqual([expect.objectContaining({ code: 'STORE_IN_USE' }), expect.objectContaining({ code: 'STORE_IN_USE' })]);
    await other.close();
    const behind = new Database(file);
    behind.exec(`insert into kysely_migration values ('999-later', '2027-01-01T00:00:00.000Z')`);
    await expect(store.settings.get('key')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'STORE_NEWER' } });
    expect(failures.slice(2)).toEqual([expect.objectContaining({ code: 'STORE_NEWER', message: expect.stringContaining('999-later') })]);
    behind.exec(`delete from kysely_migration where name = '999-later'`);
    behind.close();
    await expectWorking(store);
    await store.close();
  });

  test('can be closed before it was ever open, and while it is being opened', async () => {
    const store = await createStore({ file }, onFailure, atOnce);
    await store.close();
    makeRoom();
    const asked = store.settings.get('key');
    await store.close();
    await asked.catch(() => undefined);
    await (await openStore({ file })).close();
  });
});

describe('a file that waiting would not help', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vagvisaren-late-'));
    file = join(folder, 'bot.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('is refused at start: another bot has it', async () => {
    const other = await openStore({ file });
    await expect(createStore({ file }, onFailure)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await other.close();
    const store = await createStore({ file }, onFailure);
    await expectWorking(store);
    await store.close();
  });

  test('is refused at start: a newer version wrote it', async () => {
    await (await openStore({ file })).close();
    const behind = new Database(file);
    behind.exec(`insert into kysely_migration values ('999-later', '2027-01-01T00:00:00.000Z')`);
    behind.close();
    await expect(createStore({ file }, onFailure)).rejects.toBeInstanceOf(VagvisarenError);
    await expect(createStore({ file }, onFailure)).rejects.toMatchObject({ code: 'STORE_NEWER' });
    expect(failures).toEqual([]);
  });
});
