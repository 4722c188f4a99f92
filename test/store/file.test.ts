import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { openFile } from '../../src/store/libsql';
import { migrate } from '../../src/store/migrate';
import { migrations } from '../../src/store/migrations';
import { openStore, openStoreBeside, openStoreReadOnly } from '../../src/store/open';
import { storeOf } from '../../src/store/store';
import { claim, conversation, follow, message, now, onlyRow, rows, settled } from './contract/setting';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vagvisaren-file-'));
  // A name that would be something else in an address.
  file = join(folder, 'ny mapp å%20#?', 'bot.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the folder and the database are made, and found again', async () => {
  const first = await openStore({ file });
  const subscription = await follow(first, 'a:1');
  await first.close();
  await first.close();
  const second = await openStore({ file });
  expect((await second.subscriptions.plan('a:1')).subscriptions).toEqual([subscription]);
  await second.close();
});

test('nobody but the bot’s own user can read it, also in a folder that others can read, and what an older bot left', async () => {
  const mask = process.umask(0o022);
  try {
    mkdirSync(join(file, '..'), { mode: 0o755 });
    const modes = () => Object.fromEntries(readdirSync(join(file, '..')).map((name) => [name, statSync(join(file, '..', name)).mode & 0o777]));
    const open = { 'bot.db': 0o600, 'bot.db-shm': 0o600, 'bot.db-wal': 0o600, 'bot.db.lock': 0o600, 'bot.db.lock-journal': 0o600 };
    const bot = await openStore({ file });
    await follow(bot, 'a:1');
    expect(modes()).toEqual(open);
    // As they are left by a bot that was killed, and that let others read.
    const left = join(folder, 'left');
    mkdirSync(left);
    for (const name of Object.keys(open)) {
      copyFileSync(join(file, '..', name), join(left, name));
      chmodSync(join(left, name), 0o644);
    }
    await bot.close();
    file = join(left, 'bot.db');
    const again = await openStore({ file });
    expect((await again.subscriptions.plan('a:1')).subscriptions).toHaveLength(1);
    await follow(again, 'a:2');
    expect(modes()).toEqual(open);
    await again.close();
  } finally {
    process.umask(mask);
  }
});

test('after the bot has closed it, the one file is a whole copy', async () => {
  const bot = await openStore({ file });
  await bot.ledger.apply([message(await follow(bot, 'a:1'))], now);
  await bot.close();
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  const reader = await openStoreReadOnly({ file: copy });
  expect(await onlyRow(reader)).toMatchObject({ state: 'planned' });
  await reader.close();
});

test('a second bot on the same file is told so at once', async () => {
  const bot = await openStore({ file });
  const times: number[] = [];
  for (let time = 0; time < 3; time++) {
    const began = performance.now();
    await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_IN_USE', message: expect.stringContaining(file) });
    times.push(performance.now() - began);
  }
  // One that waits for the lock waits each time; the machine may be busy once.
  expect(Math.min(...times)).toBeLessThan(500);
  await follow(bot, 'a:1');
  await bot.close();
  await (await openStore({ file })).close();
});

test('reading beside a bot sees what it writes, changes nothing, and leaves it the lock', async () => {
  const bot = await openStore({ file });
  await bot.ledger.apply([message(await follow(bot, 'a:1'))], now);
  const reader = await openStoreReadOnly({ file });
  expect(await rows(reader)).toHaveLength(1);
  await expect(claim(reader)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  const claims = await claim(bot);
  expect(await onlyRow(reader)).toMatchObject({ state: 'sending' });
  await expect(reader.settings.set('key', 'value')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  await bot.ledger.settle('one', settled(claims), now);
  await reader.close();
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  await bot.close();
  const alone = await openStoreReadOnly({ file });
  expect(await onlyRow(alone)).toMatchObject({ state: 'sent' });
  await alone.close();
});

test('changing beside a bot: both see it, and the lock stays the bot’s', async () => {
  const bot = await openStore({ file });
  const [one, two] = [await follow(bot, 'a:1'), await follow(bot, 'a:2')];
  await bot.ledger.apply([message(one), message(two)], now);
  const beside = await openStoreBeside({ file });
  expect(await beside.forget('a:1')).toMatchObject({ conversation: 1, subscriptions: 1, deliveries: 1 });
  expect(await rows(bot)).toMatchObject([{ conversation: 'a:2' }]);
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  await beside.close();
  await follow(bot, 'a:1');
  expect((await bot.kept('a:1')).subscriptions).toHaveLength(1);
  await bot.close();
});

test('another process forgets while the bot writes: no call of either fails', async () => {
  const bot = await openStore({ file });
  for (let i = 0; i < 200; i++) await bot.conversations.remember(conversation(`a:${i}`), now);
  const beside = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'forget-beside.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  beside.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // Not 'exit': what it said may come after that.
  const ended = once(beside, 'close');
  let running = true;
  void ended.then(() => (running = false));
  for (let i = 0; running; i++) {
    await bot.conversations.remember(conversation(`b:${i}`), now);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(said).toBe('200');
  expect((await bot.kept('a:7')).conversation).toBeNull();
  expect((await bot.kept('b:0')).conversation).not.toBeNull();
  await bot.close();
});

test('changing beside a bot waits for its transaction, and gives up cleanly', async () => {
  const bot = await openStore({ file });
  await follow(bot, 'a:1');
  const beside = await openStoreBeside({ file });
  const behind = new Database(file);
  behind.exec('begin immediate');
  await expect(beside.forget('a:1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  behind.exec('rollback');
  expect(await beside.forget('a:1')).toMatchObject({ conversation: 1 });
  behind.close();
  await beside.close();
  await bot.close();
});

test('reading where there is nothing to read says so and makes nothing', async () => {
  for (const open of [openStoreReadOnly, openStoreBeside]) await expect(open({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('There is no database') });
  expect(readdirSync(folder)).toEqual([]);
  mkdirSync(join(file, '..'));
  new Database(file).exec('create table something_else (id integer)');
  for (const open of [openStoreReadOnly, openStoreBeside]) await expect(open({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('set up') });
});

test('a database of a newer version is refused, and let go', async () => {
  await (await openStore({ file })).close();
  const behind = new Database(file);
  behind.exec(`insert into kysely_migration values ('999-later', '2027-01-01T00:00:00.000Z')`);
  for (let time = 0; time < 2; time++) await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_NEWER', message: expect.stringContaining('999-later') });
  for (const open of [openStoreReadOnly, openStoreBeside]) await expect(open({ file })).rejects.toMatchObject({ code: 'STORE_NEWER' });
  behind.close();
});

test('a migration that fails leaves the database as it was', async () => {
  await (await openStore({ file })).close();
  migrations['002-broken'] = {
    async up(db) {
      await db.schema.createTable('half').addColumn('id', 'integer').execute();
      throw new Error('broken');
    },
  };
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { message: 'broken' } });
  delete migrations['002-broken'];
  const store = await openStore({ file });
  const behind = new Database(file);
  expect(behind.prepare(`select name from sqlite_master where name = 'half'`).all()).toEqual([]);
  behind.close();
  await store.close();
});

test('a file that is no database, or is nowhere, is a clear error, and the file is left as it is', async () => {
  mkdirSync(join(file, '..'));
  writeFileSync(file, 'not a database'.repeat(1_000));
  for (const open of [openStore, openStoreReadOnly, openStore]) await expect(open({ file })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining(file), cause: expect.anything() });
  await expect(openStore({ file: join(file, 'below a file', 'bot.db') })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

test('another process that writes in between makes no transaction fail', async () => {
  const store = await openStore({ file });
  const subscription = await follow(store, 'a:1');
  const behind = new Database(file, { timeout: 0 });
  let [written, refused] = [0, 0];
  for (let i = 0; i < 20; i++) {
    let working = true;
    const work = store.ledger.apply([message(subscription, { occasion: String(i) })], now).finally(() => (working = false));
    while (working) {
      try {
        behind.exec(`insert into settings values ('${i} ${written}', '')`);
        written++;
      } catch (error) {
        expect(error).toMatchObject({ code: 'SQLITE_BUSY' });
        refused++;
      }
      await null;
    }
    await work;
  }
  expect(await rows(store)).toHaveLength(20);
  expect(written).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  behind.close();
  await store.close();
});

test('a process that is killed leaves no lock behind', async () => {
  const holder = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'hold.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  await expect(openStore({ file })).rejects.toMatchObject({ code: 'STORE_IN_USE' });
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  await (await openStore({ file })).close();
});

test('when the disk is full nothing is half done, and it works again when there is room', async () => {
  // A limit on the pages of the database fails as a full disk does: SQLITE_FULL. Kysely has one connection to the file, so this reaches the store's.
  const connection = openFile(file);
  await migrate(connection);
  const store = storeOf(connection);
  const subscription = await follow(store, 'a:1');
  const { rows: [size] } = await sql<{ page_count: number }>`pragma page_count`.execute(connection.db);
  await sql.raw(`pragma max_page_count = ${size!.page_count}`).execute(connection.db);

  const many = Array.from({ length: 500 }, (_, i) => message(subscription, { occasion: String(i) }));
  await expect(store.ledger.apply(many, now)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'SQLITE_FULL' } });
  expect(await rows(store)).toEqual([]);
  // SQLite undoes one statement or the whole transaction, as it can; either way the error is the disk's.
  const oneByOne = async () => {
    for (const one of many) await store.ledger.apply([one], now);
  };
  await expect(oneByOne()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'SQLITE_FULL' } });
  expect(await store.conversations.remember(conversation('a:1'), now)).toBe(false);

  await sql`pragma max_page_count = 1000000`.execute(connection.db);
  await store.ledger.apply(many, now);
  expect(await rows(store)).toHaveLength(500);
  await store.close();
});
