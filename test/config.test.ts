import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../src/assemble';
import { createConfigCommand } from '../src/cli/config';
import { databaseOf, readConfig, settingsInEffect, variables } from '../src/config';

const id = '00000000-0000-4000-8000-000000000000';

test('without an app id the bot listens on loopback only', () => {
  expect(readConfig({})).toEqual({ port: 3978, host: '127.0.0.1', metricsHost: '127.0.0.1', logLevel: 'info', database: { file: join('var', 'vagvisaren.db') } });
});

test('with an identity it listens everywhere', () => {
  expect(readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD: 'secret', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80, identity: { type: 'SingleTenant', password: 'secret' } });
  expect(readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).toMatchObject({ identity: { type: 'UserAssignedMSI' } });
});

test('ids are taken in capitals too: the SDK compares them letter by letter', () => {
  const capitals = 'ABCDEF00-0000-4000-8000-000000000000';
  expect(readConfig({ MICROSOFT_APP_ID: capitals, MICROSOFT_APP_TENANT_ID: capitals, MICROSOFT_APP_TYPE: 'UserAssignedMSI' }).identity).toMatchObject({ appId: capitals.toLowerCase(), tenantId: capitals.toLowerCase() });
});

test('PostgreSQL is taken where its address is given', () => {
  expect(readConfig({ DATABASE_URL: 'postgres://bot:secret@db:5432/vagvisaren', DATABASE_FILE: 'x.db' }).database).toEqual({ url: 'postgres://bot:secret@db:5432/vagvisaren' });
  expect(readConfig({ DATABASE_FILE: '/data/bot.db' }).database).toEqual({ file: '/data/bot.db' });
});

test('questions are kept only where the operator says for how long', () => {
  expect(readConfig({})).not.toHaveProperty('keepQuestionsDays');
  expect(readConfig({ KEEP_QUESTIONS_DAYS: '' })).not.toHaveProperty('keepQuestionsDays');
  expect(readConfig({ KEEP_QUESTIONS_DAYS: '30' }).keepQuestionsDays).toBe(30);
  for (const days of ['0', '366', '1.5', 'yes', '-1']) expect(() => readConfig({ KEEP_QUESTIONS_DAYS: days })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('KEEP_QUESTIONS_DAYS') }));
});

test('records are deleted only on a decision that is named', () => {
  expect(readConfig({})).not.toHaveProperty('retention');
  const decision = { RETENTION_DECISION: 'RS 2027-00001', KEEP_DELIVERIES_DAYS: '730' };
  expect(readConfig(decision).retention).toEqual({ reference: 'RS 2027-00001', deliveries: 730, feedback: undefined, unreachable: undefined });
});

test('metrics and traces are off unless somebody says where', () => {
  expect(readConfig({ METRICS_PORT: '9464', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318' })).toMatchObject({ metricsPort: 9464, traceTo: 'http://localhost:4318' });
  for (const name of ['metricsPort', 'traceTo']) expect(readConfig({})).not.toHaveProperty(name);
});

test.each<[Record<string, string>, string[]]>([
  [{ KEEP_FEEDBACK_DAYS: '365', KEEP_UNREACHABLE_DAYS: '10' }, ['KEEP_UNREACHABLE_DAYS must be a whole number from 30 to 3650', 'RETENTION_DECISION is needed with KEEP_FEEDBACK_DAYS', 'RETENTION_DECISION is needed with KEEP_UNREACHABLE_DAYS']],
  [{ METRICS_PORT: '3978' }, ['METRICS_PORT must be another than PORT']],
  [{ MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD_EXPIRES: '2027-03-31' }, ['a mistake', 'MICROSOFT_APP_PASSWORD_EXPIRES has no use with']],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'ftp://not an id' }, ['OTEL_EXPORTER_OTLP_ENDPOINT must be an address']],
  [{ PORT: 'many', LOG_LEVEL: 'loud' }, ['PORT', 'LOG_LEVEL']],
  [{ NODE_ENV: 'production' }, ['MICROSOFT_APP_ID is needed in production']],
  [{ MICROSOFT_APP_ID: id }, ['MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_PASSWORD']],
  [{ DATABASE_URL: 'mysql://not an id' }, ['DATABASE_URL must be an address such as postgres://']],
  [{ MICROSOFT_APP_ID: 'not an id' }, ['MICROSOFT_APP_ID must be an id']],
  // What single variables cannot tell is told also when one of them is wrong.
  [{ NODE_ENV: 'production', PORT: '70000', KEEP_QUESTIONS_DAYS: '1.5' }, ['3 mistakes', 'PORT must be a whole number from 0 to 65535', 'KEEP_QUESTIONS_DAYS must be a whole number from 1 to 365', 'MICROSOFT_APP_ID is needed']],
  [{ MICROSOFT_APP_TENANT_ID: id }, ['a mistake', 'MICROSOFT_APP_ID is needed together with']],
  [{ MICROSOFT_APP_TYPE: 'UserAssignedMSI', MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD: 'not an id' }, ['a mistake', 'MICROSOFT_APP_PASSWORD has no use with']],
  [{ MICROSOFT_APP_PASSWORD_EXPIRES: '2027-02-29' }, ['MICROSOFT_APP_PASSWORD_EXPIRES must be a day']],
  [{ MICROSOFT_APP_TYPE: 'MultiTenant' }, ['MICROSOFT_APP_TYPE must be one of SingleTenant, UserAssignedMSI']],
])('%j names every mistake, and no value', (env, names) => {
  let message = '';
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    message = (error as Error).message;
  }
  for (const name of names) expect(message).toContain(name);
  expect(message).not.toContain('not an id');
});

describe('secrets in files', () => {
  let folder: string;
  const file = (name: string, content: string) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vagvisaren-secrets-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are read from there, without the line end', () => {
    const config = readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD_FILE: file('password', 'from a file\n'), DATABASE_URL_FILE: file('url', 'postgres://bot:secret@db/vagvisaren\n') });
    expect(config.identity?.password).toBe('from a file');
    expect(config.database).toEqual({ url: 'postgres://bot:secret@db/vagvisaren' });
  });

  test('are read by commands that need the store only', () => {
    expect(databaseOf({ DATABASE_URL_FILE: file('url', 'postgres://db/vagvisaren'), PORT: 'wrong, and not looked at' })).toEqual({ url: 'postgres://db/vagvisaren' });
  });

  test('that are missing, empty, given twice or wrong are told, without what they hold', () => {
    const identity = { MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id };
    const wrong = (env: Record<string, string>, told: string | RegExp) => expect(() => readConfig({ ...identity, ...env })).toThrow(told);
    wrong({ MICROSOFT_APP_PASSWORD_FILE: join(folder, 'none') }, 'has a mistake:\nMICROSOFT_APP_PASSWORD_FILE names a file that cannot be read (ENOENT)');
    wrong({ MICROSOFT_APP_PASSWORD_FILE: file('empty', ' \n') }, 'MICROSOFT_APP_PASSWORD_FILE names a file that is empty');
    wrong({ MICROSOFT_APP_PASSWORD_FILE: file('password', 'x'), MICROSOFT_APP_PASSWORD: 'x' }, 'MICROSOFT_APP_PASSWORD_FILE and MICROSOFT_APP_PASSWORD are both set');
    wrong({ MICROSOFT_APP_PASSWORD: 'x', DATABASE_URL_FILE: file('url', 'mysql://secret') }, /^(?!.*secret).*DATABASE_URL must be an address/s);
  });

  test('are masked where the configuration is shown', async () => {
    const env = { MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD: 'hush', PORT: '80', OTEL_EXPORTER_OTLP_ENDPOINT: 'https://bot:hush@collector:4318/', DATABASE_URL_FILE: file('url', 'postgres://bot:hush@db:5432/vagvisaren?sslpassword=hush') };
    const lines: string[] = [];
    const terminal = { out: (text: string) => lines.push(text), err: (text: string) => lines.push(text), lines: () => (async function* () {})(), isTerminal: false, columns: 80 };
    expect(await createConfigCommand({ variables, settings: () => settingsInEffect(env) }).run(['--check'], terminal)).toBe(0);
    const all = lines.join('\n');
    expect(all).toMatch(/^PORT +80 {2}\(environment\)$/m);
    expect(all).toMatch(/^LOG_LEVEL +info {2}\(default\)$/m);
    expect(all).toMatch(/^MICROSOFT_APP_PASSWORD +\*{8} {2}\(environment\)$/m);
    expect(all).toMatch(/^DATABASE_URL +postgres:\/\/bot:\*{8}@db:5432\/vagvisaren\?\*{8} {2}\(file\)$/m);
    expect(all).toMatch(/^KEEP_QUESTIONS_DAYS +- {2}\(not set\)$/m);
    expect(all).not.toContain('hush');
  });
});

test('the README lists every variable with its default', () => {
  const lines = readFileSync(join(productRoot, 'README.md'), 'utf8').split('\n');
  const start = lines.findIndex((line) => /^\|\s*variable\s*\|\s*default\s*\|/.test(line));
  const table = start < 0 ? [] : lines.slice(start + 2);
  const end = table.findIndex((line) => !line.startsWith('|'));
  const rows = table.slice(0, end < 0 ? undefined : end).map((line) => line.split('|').slice(1, 3).map((cell) => cell.trim().replaceAll('`', '')));
  // "npm run -s config" prints the table.
  expect(rows).toEqual(variables.map(({ name, default: value }) => [name, value]));
});
