import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import type { Terminal } from '../../src/cli/command';
import { createDoctor } from '../../src/cli/doctor';
import { disk } from '../../src/cli/doctor/disk';
import type { Finding } from '../../src/cli/doctor/finding';
import type { Machine } from '../../src/cli/doctor/looks';
import { ask, tryPort, type Answer } from '../../src/cli/doctor/network';
import { inSweden } from '../../src/cli/doctor/time';
import { readConfig } from '../../src/config';
import { VagvisarenError } from '../../src/errors';
import type { Problem } from '../../src/knowledge/problem';
import { openStore, openStoreReadOnly } from '../../src/store/open';

const now = new Date('2026-11-22T11:00:00Z');
const id = '00000000-0000-4000-8000-000000000000';
const identity = { MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD: 'secret', MICROSOFT_APP_PASSWORD_EXPIRES: '2027-11-01' };
const closed = { close: async () => undefined };
const packages = { 'node_modules/zod': { version: '4.6.7' }, 'node_modules/pg': { version: '8.23.1' }, 'node_modules/jest': { version: '30.5.2', dev: true }, 'node_modules/for-a-mac': { version: '1.0.0', optional: true } };
const without = (...names: string[]) => ({ packages: Object.fromEntries(Object.entries(packages).filter(([path]) => !names.includes(path.slice('node_modules/'.length)))) });
const editorsWarning: Problem = { severity: 'warning', file: 'secrecy/', field: 'owner', expected: '', found: '' };

/** Pages by the end of their address; what is not there does not answer. */
const pages = (given: Record<string, Partial<Answer>>) => async (url: string): Promise<Answer> => {
  const page = Object.entries(given).find(([end]) => url.endsWith(end))?.[1];
  if (!page) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
  return { status: 200, body: '', date: now, ...page };
};
const microsoft = { openidconfiguration: {} };

/** A machine on which all is well; each test takes something from it. */
function machine(changed: Partial<Machine> = {}, env: Record<string, string> = {}): Machine {
  return {
    node: () => ({ version: 'v20.20.2', engines: '>=20' }),
    packages: () => ({ wanted: { packages: { '': {}, ...packages } }, installed: without('for-a-mac') }),
    settings: () => readConfig(env),
    now: () => now,
    today: () => '2026-11-22',
    localTime: inSweden,
    tryPort: async () => undefined,
    get: pages(microsoft),
    disk: { exists: () => true, writable: () => true, free: () => 50e9 },
    openStore: async () => closed,
    content: () => ({ entries: 216, problems: [editorsWarning] }),
    latestReview: () => '2026-11-20',
    fingerprints: () => ({ trained: 'a', now: 'a' }),
    cache: { folder: 'var/cache', snapshots: () => ['a.snapshot'] },
    ...changed,
  };
}

async function examine(on: Machine, ...args: string[]): Promise<{ out: string[]; code: number }> {
  const out: string[] = [];
  const terminal: Terminal = { out: (text) => out.push(text), err: () => undefined, lines: async function* () {}, isTerminal: false, columns: 80 };
  return { code: await createDoctor(on).run(args, terminal), out };
}

async function findings(changed: Partial<Machine>, env?: Record<string, string>): Promise<{ of(check: string): Finding[]; code: number }> {
  const { out, code } = await examine(machine(changed, env), '--json');
  const all = out.map((line) => JSON.parse(line) as Finding);
  return { of: (check) => all.filter((finding) => finding.check === check), code };
}

test('where all is well every look says so, and the exit code is 0', async () => {
  const { out, code } = await examine(machine({}, identity), '--json');
  const all = out.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(all.map(({ check }) => check)).toEqual(['Node.js', 'Dependencies', 'Time', 'Configuration', 'Identity', 'Port', 'Database', 'Knowledge', 'Model', 'Snapshot', 'Microsoft']);
  for (const one of all) expect([one['check'], one['state'], one['whatToDo']]).toEqual([one['check'], 'ok', null]);
  expect(code).toBe(0);
});

test('for a person: states in words, what to do, and a sum, in 80 columns', async () => {
  const { out, code } = await examine(machine({ fingerprints: () => ({ trained: 'a', now: 'b' }), node: () => ({ version: 'v18.1.0', engines: '>=20' }) }, { PORT: 'many', LOG_LEVEL: 'loud' }));
  const text = out.join('\n');
  expect(text).toMatch(/^problem +Node\.js +v18\.1\.0/);
  expect(text).toMatch(/\nwarning +Model .*\n.*\n? +→ Run: npm run train/);
  expect(text).toMatch(/problem +Configuration .*2 mistakes:\n +PORT must be .*\n(.*\n)? +LOG_LEVEL must be/);
  expect(text).toMatch(/\n4 ok, 1 warning, 2 problems\.$/);
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(code).toBe(1);
});

/** What stops the bot, or hurts it now: exit code 1. */
test.each<[what: string, check: string, found: RegExp, whatToDo: RegExp, changed: Partial<Machine>, env?: Record<string, string>]>([
  ['an old Node.js', 'Node.js', /v18\.20\.0.*>=20/, /Install a version/, { node: () => ({ version: 'v18.20.0', engines: '>=20' }) }],
  ['a Node.js a little too old', 'Node.js', /v20\.8\.9/, /Install/, { node: () => ({ version: 'v20.8.9', engines: '>=20.9.0' }) }],
  ['no lock file', 'Dependencies', /not there/, /from the repository/, { packages: () => ({ wanted: undefined, installed: without() }) }],
  ['nothing installed', 'Dependencies', /none are installed/, /npm ci/, { packages: () => ({ wanted: without(), installed: undefined }) }],
  ['a package missing', 'Dependencies', /1 missing \(zod\)/, /npm ci/, { packages: () => ({ wanted: without(), installed: without('zod') }) }],
  ['a tool missing where others are', 'Dependencies', /1 missing \(jest\)/, /npm ci/, { packages: () => ({ wanted: without(), installed: { packages: { ...without('jest').packages, 'node_modules/tsx': { version: '4.0.0', dev: true } } } }) }],
  ['a package of another version', 'Dependencies', /1 of another version \(pg\)/, /npm ci/, { packages: () => ({ wanted: without(), installed: { packages: { ...packages, 'node_modules/pg': { version: '8.0.0' } } } }) }],
  ['no Swedish time', 'Time', /does not know/, /ICU/, { localTime: () => { throw new RangeError('Invalid time zone'); } }],
  ['UTC for Swedish time', 'Time', /does not know/, /ICU/, { localTime: (instant) => instant.toISOString().slice(11, 16) }],
  ['a clock in the past', 'Time', /1970-01-01.*2026-11-20/, /Set the clock/, { today: () => '1970-01-01' }],
  ['wrong settings', 'Configuration', /PORT must be a whole number/, /Correct the environment/, {}, { PORT: 'many' }],
  ['an expired secret', 'Identity', /expired on 2026-11-21/, /Make a new secret/, {}, { ...identity, MICROSOFT_APP_PASSWORD_EXPIRES: '2026-11-21' }],
  ['a port that another program has', 'Port', /another program uses 3978/, /Stop the other program/, { tryPort: async () => 'EADDRINUSE', get: pages({ '/healthz': { body: '<html>' } }) }],
  ['a port that nothing answers on', 'Port', /another program uses 3978/, /start it again/, { tryPort: async () => 'EADDRINUSE', get: pages({}) }],
  ['a port that is not allowed', 'Port', /may not use 80/, /from 1024/, { tryPort: async () => 'EACCES' }, { PORT: '80' }],
  ['a port that cannot be', 'Port', /EADDRNOTAVAIL/, /another PORT/, { tryPort: async () => 'EADDRNOTAVAIL' }],
  ['a database file that cannot be written', 'Database', /vagvisaren\.db cannot be written/, /right to write/, { disk: { exists: () => true, writable: (path) => !path.endsWith('.db'), free: () => 50e9 } }],
  ['a folder that cannot be written', 'Database', /the folder .*var cannot be written/, /DATABASE_FILE/, { disk: { exists: () => false, writable: () => false, free: () => 50e9 } }],
  ['a full disk', 'Database', /has 199 MB left/, /Make room/, { disk: { exists: () => true, writable: () => true, free: () => 199.9e6 } }],
  ['a database that does not answer', 'Database', /could not be opened\. \(ECONNREFUSED\)/, /can be reached/, { openStore: async () => { throw new VagvisarenError('STORE_UNAVAILABLE', 'The database at DATABASE_URL could not be opened.', { cause: { code: 'ECONNREFUSED' } }); } }, { DATABASE_URL: 'postgres://bot:secret@db/x' }],
  ['a database of a newer version', 'Database', /does not know/, /newer version/, { openStore: async () => { throw new VagvisarenError('STORE_NEWER', 'The database has had changes that this version does not know: x.'); } }],
  ['mistakes in the knowledge', 'Knowledge', /mistakes in knowledge.*: 1$/, /npm run check/, { content: () => ({ problems: [{ ...editorsWarning, severity: 'error' }, editorsWarning] }) }],
  ['no model', 'Model', /there is none/, /npm run train/, { fingerprints: () => ({ trained: undefined, now: 'a' }) }],
  ['a broken model', 'Model', /it ends too early/, /npm run train/, { fingerprints: () => { throw new VagvisarenError('MODEL_INVALID', 'The ranking model cannot be read: it ends too early.'); } }],
  ['a clock that goes wrong', 'Clock', /differs by 600 s/, /NTP/, { now: () => new Date(now.getTime() - 600_000) }, identity],
])('%s is a problem', async (_what, check, found, whatToDo, changed, env = {}) => {
  const { of, code } = await findings(changed, env);
  expect(of(check)).toEqual([{ check, state: 'problem', found: expect.stringMatching(found), whatToDo: expect.stringMatching(whatToDo) }]);
  expect(code).toBe(1);
});

/** What is worth somebody's time: exit code 0. */
test.each<[what: string, check: string, found: RegExp, whatToDo: RegExp, changed: Partial<Machine>, env?: Record<string, string>]>([
  ['a secret that expires soon', 'Identity', /2026-12-12, in 20 days/, /Make a new secret/, {}, { ...identity, MICROSOFT_APP_PASSWORD_EXPIRES: '2026-12-12' }],
  ['a secret without a date', 'Identity', /nobody is warned/, /MICROSOFT_APP_PASSWORD_EXPIRES/, {}, { ...identity, MICROSOFT_APP_PASSWORD_EXPIRES: '' }],
  ['a bot that runs badly', 'Port', /not ready: .*"store":"down"/, /log of the bot/, { tryPort: async () => 'EADDRINUSE', get: pages({ '/healthz': { body: '{"status":"ok"}' }, '/readyz': { body: '{"status":"degraded","checks":{"store":"down"}}' } }) }],
  ['a bot that does not say how it is', 'Port', /no answer on \/readyz/, /log of the bot/, { tryPort: async () => 'EADDRINUSE', get: pages({ '/healthz': { body: '{"status":"ok"}' } }) }],
  ['a database of an older version', 'Database', /not been set up/, /backup/, { openStore: async () => { throw new VagvisarenError('STORE_UNAVAILABLE', 'The database has not been set up by this version yet: the bot does so when it starts.'); } }],
  ['a model of other phrasings', 'Model', /other phrasings/, /npm run train/, { fingerprints: () => ({ trained: 'a', now: 'b' }) }],
  ['a model that cannot be compared', 'Model', /cannot be compared/, /Correct the knowledge/, { fingerprints: () => { throw new VagvisarenError('KNOWLEDGE_INVALID', 'x'); } }],
  ['no snapshot where none can be', 'Snapshot', /none in var\/cache/, /right to write/, { cache: { folder: 'var/cache', snapshots: () => [] }, disk: { exists: () => true, writable: (path) => path !== 'var/cache', free: () => 50e9 } }],
  ['Microsoft out of reach', 'Microsoft', /cannot be reached \(ECONNREFUSED\)/, /firewall.*login\.botframework\.com/, { get: pages({}) }, identity],
  ['a proxy in between', 'Microsoft', /answers with 407/, /firewall/, { get: pages({ openidconfiguration: { status: 407 } }) }, identity],
])('%s is a warning', async (_what, check, found, whatToDo, changed, env = {}) => {
  const { of, code } = await findings(changed, env);
  expect(of(check)).toEqual([{ check, state: 'warning', found: expect.stringMatching(found), whatToDo: expect.stringMatching(whatToDo) }]);
  expect(code).toBe(0);
});

test.each<[what: string, check: string, found: RegExp, changed: Partial<Machine>, env?: Record<string, string>]>([
  ['a bot that runs', 'Port', /a bot runs on 3978, ready/, { tryPort: async () => 'EADDRINUSE', get: pages({ '/healthz': { body: '{"status":"ok"}' }, '/readyz': { body: '{"status":"ready"}' } }) }],
  ['any port', 'Port', /any that is free/, { tryPort: async () => 'EACCES' }, { PORT: '0' }],
  ['no database yet', 'Database', /not there yet/, { disk: { exists: () => false, writable: () => true, free: () => 50e9 }, openStore: () => Promise.reject(new Error('must not be opened')) }],
  ['no snapshot yet', 'Snapshot', /next start makes it/, { cache: { folder: 'var/cache', snapshots: () => ['123.unfinished'] } }],
  ['a managed identity', 'Identity', /no secret/, {}, { MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }],
  ['an install without tools', 'Dependencies', /2 packages/, { packages: () => ({ wanted: without(), installed: without('jest', 'for-a-mac') }) }],
  ['an answer without a date', 'Microsoft', /can be reached/, { get: pages({ openidconfiguration: { date: null } }), now: () => new Date(0) }, identity],
])('%s is well', async (_what, check, found, changed, env = {}) => {
  expect((await findings(changed, env)).of(check)).toEqual([{ check, state: 'ok', found: expect.stringMatching(found), whatToDo: null }]);
});

test('with wrong settings what depends on them is not looked at, and the rest is', async () => {
  const { of } = await findings({}, { PORT: 'many' });
  for (const check of ['Identity', 'Port', 'Database', 'Microsoft']) expect(of(check)).toEqual([]);
  expect(of('Model')).toHaveLength(1);
});

test('without an identity Microsoft is not asked', async () => {
  const get = jest.fn(pages({}));
  await findings({ get });
  expect(get).not.toHaveBeenCalled();
});

test('a look that fails unexpectedly is a problem, and the others go on', async () => {
  const { of, code } = await findings({ packages: () => { throw new SyntaxError('Unexpected end of JSON input'); } });
  expect(of('Dependencies')).toEqual([expect.objectContaining({ state: 'problem', found: 'could not be looked at: Unexpected end of JSON input' })]);
  expect(of('Snapshot')).toHaveLength(1);
  expect(code).toBe(1);
});

test('no secret is shown', async () => {
  const { out } = await examine(machine({ openStore: async () => { throw new VagvisarenError('STORE_UNAVAILABLE', 'The database at DATABASE_URL could not be opened.', { cause: new Error('bot:secret') }); } }, { ...identity, DATABASE_URL: 'postgres://bot:secret@db/x' }));
  expect(out.join('\n')).not.toContain('bot:secret');
});

test('what package.json asks for is written in a way that can be compared', () => {
  const { engines } = JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')) as { engines: { node: string } };
  return expect(findings({ node: () => ({ version: process.version, engines: engines.node }) }).then(({ of }) => of('Node.js'))).resolves.toMatchObject([{ state: 'ok' }]);
});

describe('the real disk, store and network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-doctor-'));
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((request, response) => response.end(request.url === '/healthz' ? '{"status":"ok"}' : '{"status":"ready"}'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  test('a folder that does not exist can be made, unless a file stands in its way', () => {
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'there'));
    expect(disk.writable(join(folder, 'there'))).toBe(true);
    expect(disk.writable(join(folder, 'a', 'b'))).toBe(true);
    expect(disk.writable(join(folder, 'file', 'b'))).toBe(false);
    expect(disk.free(join(folder, 'a', 'b'))).toBeGreaterThan(0);
  });

  test('the database of a running bot is looked at beside it', async () => {
    const file = join(folder, 'bot.db');
    const bot = await openStore({ file });
    try {
      const { of } = await findings({ disk: { ...disk, free: () => 50e9 }, openStore: openStoreReadOnly }, { DATABASE_FILE: file });
      expect(of('Database')).toMatchObject([{ state: 'ok', found: `${file} can be opened, and is of this version` }]);
      expect(await bot.healthy()).toBe(true);
    } finally {
      await bot.close();
    }
  });

  test('a file that is no database is a problem', async () => {
    const file = join(folder, 'text.db');
    writeFileSync(file, 'not a database at all, but long enough to be one'.repeat(100));
    expect((await findings({ disk, openStore: openStoreReadOnly }, { DATABASE_FILE: file })).of('Database')).toMatchObject([{ state: 'problem', found: expect.stringContaining('could not be opened') }]);
  });

  test('a port in use is told from a free one, and who has it', async () => {
    expect((await findings({ tryPort, get: ask }, { PORT: String(port) })).of('Port')).toMatchObject([{ state: 'ok', found: `a bot runs on ${port}, ready` }]);
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port: other } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    expect(await tryPort(other, '127.0.0.1')).toBeUndefined();
    await expect(ask(`http://127.0.0.1:${other}/`)).rejects.toThrow();
  });

  test('the other side says when it answered', async () => {
    const { status, date } = await ask(`http://127.0.0.1:${port}/healthz`);
    expect(status).toBe(200);
    expect(date).toBeInstanceOf(Date);
  });
});
