import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'libsql';
import { backUp } from '../../../src/store/backup/backup';
import { restore, type Restored, type Restoring } from '../../../src/store/backup/restore';
import { tableNames } from '../../../src/store/backup/rows';
import type { Where } from '../../../src/store/connection';
import { openStore } from '../../../src/store/open';
import { addFollowers } from '../../support/followers';
import { patientStore } from '../../support/patient-store';
import { startPostgres, type PostgresServer } from '../../support/postgres';
import { conversation, follow } from '../contract/setting';
import { courses, everything, fill, filledAt } from './content';

const later = new Date(filledAt.getTime() + 3_600_000);

let server: PostgresServer;
let folder: string;
let databases = 0;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vagvisaren-backup-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const path = (name: string) => join(folder, name);
const aFile = async (): Promise<Where> => ({ file: path(`${++databases}.db`) });
const aDatabase = async (): Promise<Where> => ({ url: await server.database(`vagvisaren_backup_${++databases}`) });

/** A store with something of everything, and its bot running. */
async function filled(where: Where) {
  const bot = await openStore(where);
  await fill(bot);
  return bot;
}

const restored = (file: string, where: Where, more: Partial<Restoring> = {}) => restore({ where, file, courses, now: later, ...more });

describe.each([
  ['libsql', 'libsql', aFile, aFile],
  ['libsql', 'PostgreSQL', aFile, aDatabase],
  ['PostgreSQL', 'PostgreSQL', aDatabase, aDatabase],
  ['PostgreSQL', 'libsql', aDatabase, aFile],
])('from %s to %s', (_from, _to, from, to) => {
  test.each(['backup.jsonl', 'backup.jsonl.gz'])('%s brings back everything as it was, beside a running bot', async (name) => {
    const [source, target] = [await from(), await to()];
    const bot = await filled(source);
    const { rows } = await backUp(source, path(name), filledAt);
    expect(Object.keys(rows)).toEqual(tableNames);
    expect(Object.values(rows).every((count) => count > 0)).toBe(true);
    expect(await restored(path(name), target)).toEqual({ at: filledAt.toISOString(), rows, serviceHosts: ['smba.trafficmanager.net'], dueSinceBackup: 0 });
    expect(await everything(target)).toEqual(await everything(source));
    await bot.close();
    const again = await openStore(target);
    expect(await again.healthy()).toBe(true);
    await again.close();
  });
});

/** A store with so many followers that it is read in several portions. */
async function large(where: Where): Promise<void> {
  await (await openStore(where)).close();
  await addFollowers(where, { count: 3_000, course: 'course/ugl', serviceUrl: 'https://teams.example/', since: filledAt });
}

describe.each([['libsql', aFile], ['PostgreSQL', aDatabase]])('while somebody writes, on %s', (_name, at) => {
  test('the backup is of one moment', async () => {
    const source = await at();
    await large(source);
    const bot = 'url' in source ? patientStore(source.url) : await openStore(source);
    let running = true;
    let written = 0;
    // In the order of the ids: what is forgotten and what is new lies before, in and after what is being read.
    const writing = (async () => {
      for (; running; written++) {
        await bot.forget(`a:${written * 7 + 1}`);
        await follow(bot, `b:${written}`);
        await follow(bot, `A:${written}`);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    let rows: Restored['rows'];
    let before: number;
    do {
      before = written;
      ({ rows } = await backUp(source, path('backup.jsonl'), filledAt));
      // On a fast machine little is written meanwhile.
    } while (written - before < 3);
    running = false;
    await writing;
    await bot.close();
    const target = await aFile();
    // Restoring compares the rows with the counts, and the database each subscription with its conversation.
    expect((await restored(path('backup.jsonl'), target)).rows).toEqual(rows);
    const { conversations, subscriptions } = await everything(target);
    // A writer is in between the two for a moment only.
    expect(Math.abs(conversations!.length - subscriptions!.length)).toBeLessThanOrEqual(1);
  });
});

test('the bot of a file can write while it is read by another process', async () => {
  const source = { file: path('bot.db') };
  await large(source);
  const bot = await openStore(source);
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'back-up.ts'), source.file, path('backup.jsonl')], { stdio: 'inherit' });
  let running = true;
  const ended = once(child, 'exit').then(([code]) => {
    running = false;
    return code as number;
  });
  for (let i = 0; running; i++) {
    await bot.conversations.remember(conversation(`b:${i}`), filledAt);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await ended).toBe(0);
  await bot.close();
  expect((await restored(path('backup.jsonl'), await aFile())).rows.subscriptions).toBe(3_000);
});

describe('the file', () => {
  let source: Where;
  beforeEach(async () => {
    source = await aFile();
    await (await filled(source)).close();
  });

  test('is its owner’s alone, replaces the one before, and leaves nothing beside it', async () => {
    mkdirSync(path('backups'));
    const file = path('backups/backup.jsonl');
    writeFileSync(file, 'the one before', { mode: 0o644 });
    await backUp(source, file, filledAt);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path('backups'))).toEqual(['backup.jsonl']);
    expect(readFileSync(file, 'utf8').split('\n')[0]).toContain('"vagvisaren":"backup"');
  });

  test('that is zipped holds the same', async () => {
    await backUp(source, path('a.jsonl'), filledAt);
    await backUp(source, path('a.jsonl.gz'), filledAt);
    expect(gunzipSync(readFileSync(path('a.jsonl.gz'))).equals(readFileSync(path('a.jsonl')))).toBe(true);
  });

  test.each([['in a folder that is not there', 'nowhere/backup.jsonl'], ['below a file', 'a file/backup.jsonl'], ['that is a folder', 'a folder']])('%s is a clear error and leaves nothing', async (_name, name) => {
    writeFileSync(path('a file'), '');
    mkdirSync(path('a folder/with something'), { recursive: true });
    const before = readdirSync(folder);
    await expect(backUp(source, path(name), filledAt)).rejects.toMatchObject({ code: 'BACKUP_NOT_WRITTEN', message: expect.stringMatching(/ENOENT|ENOTDIR|EISDIR/) });
    expect(readdirSync(folder).filter((one) => !one.includes('.db'))).toEqual(before.filter((one) => !one.includes('.db')));
  });

  test('is not written where somebody has broken a row, and the one before stays', async () => {
    writeFileSync(path('backup.jsonl'), 'the one before');
    const behind = new Database((source as { file: string }).file);
    behind.exec(`update deliveries set state = 'secret'`);
    behind.close();
    const error = await backUp(source, path('backup.jsonl'), filledAt).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/deliveries.*state/) });
    expect((error as Error).message).not.toContain('secret');
    expect(readFileSync(path('backup.jsonl'), 'utf8')).toBe('the one before');
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('of no database says so', async () => {
    await expect(backUp(await aFile(), path('backup.jsonl'), filledAt)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('There is no database') });
  });
});

describe('what cannot be restored changes nothing:', () => {
  let text: string;
  beforeEach(async () => {
    const source = await aFile();
    await (await filled(source)).close();
    await backUp(source, path('good.jsonl'), filledAt);
    text = readFileSync(path('good.jsonl'), 'utf8');
  });

  /** Lines of a backup with so many more rows of a table than it says, as a backup with the right count and checksum. */
  function whole(lines: readonly string[], table: string, more: number): string {
    const header = JSON.parse(lines[0]!) as { rows: Record<string, number> };
    header.rows[table]! += more;
    const body = [JSON.stringify(header), ...lines.slice(1)].map((line) => `${line}\n`).join('');
    return `${body}${JSON.stringify({ end: true, sha256: createHash('sha256').update(body).digest('hex') })}\n`;
  }

  /** The same backup with one conversation at another service. */
  const elsewhere = (address: string) => whole(text.replace('https://smba.trafficmanager.net/emea/', address).split('\n').slice(0, -2), 'conversations', 0);

  test('restored are conversations at any https address and on this machine, and the hosts are told', async () => {
    for (const [address, host] of [['https://elsewhere.example/x', 'elsewhere.example'], ['http://localhost:56150/_connector', 'localhost:56150'], ['http://[::1]/', '[::1]']] as const) {
      writeFileSync(path('other.jsonl'), elsewhere(address));
      expect((await restored(path('other.jsonl'), await aFile())).serviceHosts).toEqual([host, 'smba.trafficmanager.net'].sort());
    }
  });

  test('a reference that nobody can read keeps nothing else from being restored, and is sent nothing', async () => {
    for (const broken of ['not JSON', 'null', '{}']) {
      const line = text.split('\n').find((one) => one.startsWith('["conversations"'))!;
      const [table, row] = JSON.parse(line) as [string, object];
      const lines = text.split('\n').slice(0, -2);
      writeFileSync(path('other.jsonl'), whole(lines.map((one) => (one === line ? JSON.stringify([table, { ...row, reference: broken }]) : one)), 'conversations', 0));
      expect((await restored(path('other.jsonl'), await aFile())).serviceHosts).toEqual(['smba.trafficmanager.net']);
    }
  });

  /** It fails as said, and no database was made. */
  async function expectRefused(content: string | Buffer, expected: object, name = 'bad.jsonl'): Promise<void> {
    writeFileSync(path(name), content);
    const target = await aFile();
    await expect(restored(path(name), target)).rejects.toMatchObject(expected);
    expect(readdirSync(folder).filter((one) => one.startsWith(`${databases}.`))).toEqual([]);
  }

  test('a file cut off, wherever that is', async () => {
    const bytes = Buffer.from(text);
    for (let length = 0; length < bytes.length; length += 97) await expectRefused(bytes.subarray(0, length), { code: 'BACKUP_INVALID' });
    await expectRefused(bytes.subarray(0, -1), { code: 'BACKUP_INVALID' });
    const lines = text.split('\n');
    await expectRefused(`${lines.slice(0, -2).join('\n')}\n`, { code: 'BACKUP_INVALID', message: expect.stringContaining('cut off') });
  });

  test('a zipped file cut off', async () => {
    const bytes = gzipSync(text);
    for (const length of [0, 5, 100, bytes.length - 1]) await expectRefused(bytes.subarray(0, length), { code: 'BACKUP_INVALID' }, 'bad.jsonl.gz');
    await expectRefused(text, { code: 'BACKUP_INVALID', message: expect.stringContaining('Z_DATA_ERROR') }, 'bad.jsonl.gz');
  });

  test('one byte altered, wherever that is', async () => {
    const bytes = Buffer.from(text);
    for (let i = 0; i < bytes.length - 1; i += 61) {
      const altered = Buffer.from(bytes);
      altered[i] = altered[i]! ^ 1;
      await expectRefused(altered, { code: expect.stringMatching(/^BACKUP_(INVALID|OTHER_VERSION)$/) });
    }
    await expectRefused(text.replace('Östersund', 'Östersand'), { code: 'BACKUP_INVALID', message: expect.stringContaining('damaged') });
  });

  test('a line twice, or one too few', async () => {
    const lines = text.split('\n');
    await expectRefused([...lines.slice(0, 2), ...lines.slice(1)].join('\n'), { code: 'BACKUP_INVALID' });
    await expectRefused([lines[0], ...lines.slice(2)].join('\n'), { code: 'BACKUP_INVALID' });
  });

  test('what no backup is', async () => {
    for (const content of ['not a backup\n', '{}\n', '[]\n{}\n', 'x'.repeat(5_000_000)]) await expectRefused(content, { code: 'BACKUP_INVALID' });
    await expect(restored(path('nowhere.jsonl'), await aFile())).rejects.toMatchObject({ code: 'BACKUP_INVALID', message: expect.stringContaining('ENOENT') });
  });

  test('a row that this version would not keep, told without what stands in it', async () => {
    const error = { code: 'BACKUP_INVALID', message: expect.stringMatching(/^Line \d+ of the backup is no row of feedback: language /) };
    await expectRefused(text.replace('"reason":"hard","language":"en"', '"reason":"hard","language":"secret"'), error);
    await expectRefused(text.replace('"reason":"hard","language":"en"', '"reason":"hard","language":null'), error);
    await expectRefused(text.replace('["feedback"', '["passwords"'), { code: 'BACKUP_INVALID', message: expect.stringMatching(/names no table/) });
  });

  test.each([['libsql', aFile], ['PostgreSQL', aDatabase]])('rows that a database of %s does not take, though the checksum is right', async (_name, at) => {
    const lines = text.split('\n');
    const twice = (table: string) => {
      const line = lines.find((one) => one.startsWith(`["${table}"`))!;
      return whole([...lines.slice(0, lines.indexOf(line)), line, ...lines.slice(lines.indexOf(line), -2)], table, 1);
    };
    const withoutOne = whole(lines.slice(0, -2).filter((line) => !line.startsWith('["conversations",{"id":"a:Åsa"')), 'conversations', -1);
    for (const [table, content] of [['conversations', twice('conversations')], ['settings', twice('settings')], ['subscriptions', withoutOne]] as const) {
      const target = await at();
      writeFileSync(path('bad.jsonl'), content);
      await expect(restored(path('bad.jsonl'), target)).rejects.toMatchObject({ code: 'BACKUP_INVALID', message: expect.stringMatching(new RegExp(`rows of ${table} .*changed`)), whatToDo: expect.stringContaining('another backup') });
      // Nothing was restored: there is room for the good one.
      await restored(path('good.jsonl'), target);
    }
  });

  test.each(['http://evil.example/', 'http://localhost.evil.example/', 'http://127.0.0.1@evil.example/', 'ftp://evil.example/', 'evil.example'])('a conversation at %s, which the bot would send its token to', async (address) => {
    const content = elsewhere(address);
    expect(content).toContain(address);
    const error = { code: 'BACKUP_INVALID', message: expect.stringMatching(/serviceUrl.*token/) };
    await expectRefused(content, error);
  });

  test('another version’s backup, with what to do', async () => {
    await expectRefused(text.replace('"001-first"', '"001-first","999-later"'), { code: 'BACKUP_OTHER_VERSION', message: expect.stringContaining('999-later'), whatToDo: expect.stringContaining('the version that wrote') });
    await expectRefused(text.replace('"format":1', '"format":2'), { code: 'BACKUP_OTHER_VERSION', message: expect.stringContaining('format 2') });
  });

  test.each([['libsql', aFile], ['PostgreSQL', aDatabase]])('into a store of %s that holds something', async (_name, at) => {
    const target = await at();
    const bot = await openStore(target);
    await bot.settings.set('key', 'value');
    await bot.close();
    const before = await everything(target);
    await expect(restored(path('good.jsonl'), target)).rejects.toMatchObject({ code: 'STORE_NOT_EMPTY', message: expect.stringContaining('settings') });
    expect(await everything(target)).toEqual(before);
  });

  test.each([['libsql', aFile], ['PostgreSQL', aDatabase]])('into a store of %s, failing half-way', async (_name, at) => {
    const target = await at();
    await (await openStore(target)).close();
    const before = await everything(target);
    const broken: Restoring['courses'] = [{ id: 'course/ugl', get occasions(): never { throw new Error('broken'); } }];
    await expect(restored(path('good.jsonl'), target, { courses: broken })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { message: 'broken' } });
    expect(await everything(target)).toEqual(before);
    await restored(path('good.jsonl'), target);
  });

  test('into a file that a bot uses', async () => {
    const target = await aFile();
    const bot = await openStore(target);
    await expect(restored(path('good.jsonl'), target)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    await bot.close();
  });
});
