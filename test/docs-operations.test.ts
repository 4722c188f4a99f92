import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { productRoot } from '../src/assemble';
import { commands } from '../src/cli';
import { variables } from '../src/config';
import { createLog } from '../src/log';
import { createAdapter } from '../src/teams/adapter';
import { createBot } from '../src/teams/bot';
import { createHttpServer, type ServerParts } from '../src/teams/server';

const read = (...path: string[]) => readFileSync(join(productRoot, 'docs', ...path), 'utf8');
const page = read('operations.md');

/** The text under a heading, up to the next of its level. */
function chapter(heading: string): string {
  const from = page.indexOf(`\n## ${heading}\n`);
  if (from < 0) throw new Error(`no chapter "${heading}"`);
  const to = page.indexOf('\n## ', from + 1);
  return page.slice(from, to < 0 ? undefined : to);
}

const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

test('the table of settings names every variable and its default, and no other', () => {
  const told = rows(chapter('Settings')).map(([name, preset]) => ({ name, default: preset!.replaceAll('`', '') }));
  expect(told.map(({ name }) => name!.replaceAll('`', '')).sort()).toEqual(variables.map(({ name }) => name).sort());
  for (const { name, default: preset } of told) expect([name, preset]).toEqual([name, variables.find((one) => `\`${one.name}\`` === name)!.default]);
});

test('every command named exists', () => {
  const known = new Set(Object.values(commands).flatMap((group) => Object.keys(group)));
  const named = [...[...page.matchAll(/(?:node dist\/cli\.js|vagvisaren-ctl) (\w+)/g)].map(([, name]) => name!), ...rows(chapter('Commands')).flatMap(([cell]) => cell!.split(' · ').map((one) => /\w+/.exec(one)![0]))];
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

test('every step says whether it was run here', () => {
  const steps = ['From nothing to running', 'Install on a server with systemd', 'Install on Azure App Service', 'Several instances', 'Change the knowledge while running', 'Upgrade and roll back']
    .flatMap((heading) => chapter(heading).split(/\n(?=\d+\. )/).slice(1));
  expect(steps.length).toBeGreaterThan(30);
  expect(steps.filter((step) => [...step.matchAll(/\*\*\((?:not )?run here\)\*\*/g)].length !== 1)).toEqual([]);
});

test('the table of contents has every chapter', () => {
  for (const [, heading] of page.matchAll(/^## (.+)$/gm)) expect(page.slice(0, page.indexOf('\n## '))).toContain(`[${heading}](#`);
});

test('it tells how many alerts there are, and how many scenes they are tried in', () => {
  const { groups } = parse(read('operations', 'alerts.yml')) as { groups: { rules: unknown[] }[] };
  const { tests } = parse(read('operations', 'alerts.test.yml')) as { tests: unknown[] };
  expect(page).toContain(`: ${groups.flatMap(({ rules }) => rules).length} alerts`);
  expect(page).toContain(`: ${tests.length} scenes`);
});

test('the load balancer closes idle connections before the bot, and gives up after Teams', async () => {
  const nginx = read('operations', 'nginx.conf');
  const seconds = (name: string) => Number(new RegExp(`^\\s*${name} (\\d+)s;$`, 'm').exec(nginx)![1]);
  const log = createLog('silent');
  const unused = () => { throw new Error('not called'); };
  const adapter = createAdapter(undefined, unused);
  const parts: ServerParts = { adapter, bot: createBot({ dialogs: { answer: unused }, contacts: { firstTime: unused, unanswered: unused, remember: unused, markUnreachable: unused }, welcome: unused, invoke: unused, now: () => new Date(0), log }), health: () => ({}), readiness: unused, stopping: () => false, log };
  const { server } = createHttpServer(parts);
  expect(seconds('keepalive_timeout') * 1_000).toBeLessThan((server as { keepAliveTimeout: number }).keepAliveTimeout);
  expect(seconds('proxy_read_timeout')).toBeGreaterThan(15);
});

test('the unit gives the bot the time that it takes to stop, and the alert speaks before the memory ends', () => {
  const unit = read('operations', 'vagvisaren.service');
  const number = (name: string) => Number(new RegExp(`^${name}=(\\d+)`, 'm').exec(unit)![1]);
  expect(number('TimeoutStopSec')).toBeGreaterThan(10);
  const { groups } = parse(read('operations', 'alerts.yml')) as { groups: { rules: { alert: string; expr: string }[] }[] };
  const { expr } = groups.flatMap(({ rules }) => rules).find(({ alert }) => alert === 'VagvisarenMemory')!;
  expect(number('MemoryHigh') * 1e6).toBeGreaterThanOrEqual(Number(/> (\S+)$/.exec(expr)![1]));
  expect(number('MemoryMax')).toBeGreaterThan(number('MemoryHigh'));
});

describe('vagvisaren-ctl', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vagvisaren-ctl-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** What it asks of systemd for a bot with this unit, an argument an item. `systemctl cat` and `systemd-run` are stood in for; the way it works under systemd is told on the page. */
  function asked(unit: string | null, ...args: string[]): { status: number | null; given: string[] } {
    if (unit !== null) writeFileSync(join(folder, 'unit'), unit);
    writeFileSync(join(folder, 'systemctl'), `#!/bin/sh\n[ "$*" = "cat vagvisaren.service" ] && cat '${join(folder, 'unit')}'\n`, { mode: 0o755 });
    writeFileSync(join(folder, 'systemd-run'), '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 3\n', { mode: 0o755 });
    const { status, stdout } = spawnSync('sh', [join(productRoot, 'docs', 'operations', 'vagvisaren-ctl'), ...args], { encoding: 'utf8', env: { ...process.env, PATH: `${folder}:${process.env['PATH']}` } });
    return { status, given: stdout.split('\n').slice(0, -1) };
  }

  const settings = (given: string[]) => given.filter((_one, index) => given[index - 1] === '-p');

  test('runs the command as the unit runs the bot, with its secrets, and gives its exit code', () => {
    const { status, given } = asked(read('operations', 'vagvisaren.service'), 'backup', '/a file', 'x*');
    expect(status).toBe(3);
    const name = /^--unit=(vagvisaren-ctl-\d+)$/.exec(given.find((one) => one.startsWith('--unit='))!)![1];
    expect(settings(given)).toEqual([
      'User=vagvisaren', 'Group=vagvisaren', 'WorkingDirectory=/opt/vagvisaren', 'Environment=NODE_ENV=production', 'EnvironmentFile=/etc/vagvisaren/settings.env',
      'LoadCredential=app-secret:/etc/vagvisaren/app-secret', `Environment=MICROSOFT_APP_PASSWORD_FILE=/run/credentials/${name}.service/app-secret`,
      'StateDirectory=vagvisaren', 'StateDirectoryMode=0700', 'CacheDirectory=vagvisaren', 'CacheDirectoryMode=0700', 'BindPaths=/var/cache/vagvisaren:/opt/vagvisaren/var/cache', 'UMask=0077',
    ]);
    expect(given.slice(given.indexOf('--'))).toEqual(['--', '/usr/bin/node', 'dist/cli.js', 'backup', '/a file', 'x*']);
  });

  test('asks PostgreSQL when the bot does, and takes what a drop-in says after what the unit says', () => {
    const unit = `${read('operations', 'vagvisaren.service').replace(/^#(?=LoadCredential|Environment)/gm, '')}\n# drop-in\n[Service]\nEnvironmentFile=\nEnvironmentFile=/etc/other.env\n`;
    const given = settings(asked(unit, 'doctor').given);
    expect(given).toContain('LoadCredential=database-url:/etc/vagvisaren/database-url');
    expect(given.find((one) => one.startsWith('Environment=DATABASE_URL_FILE='))).toMatch(/=\/run\/credentials\/vagvisaren-ctl-\d+\.service\/database-url$/);
    expect(given.filter((one) => one.startsWith('EnvironmentFile='))).toEqual(['EnvironmentFile=/etc/vagvisaren/settings.env', 'EnvironmentFile=', 'EnvironmentFile=/etc/other.env']);
  });

  test.each([['no unit', null], ['nothing in it', '[Service]\n']])('runs nothing as root where there is %s', (_what, unit) => expect(asked(unit, 'doctor')).toEqual({ status: 1, given: [] }));

  test('is what the nightly backup calls', () => expect(read('operations', 'vagvisaren-backup.service')).toContain('/usr/local/sbin/vagvisaren-ctl backup "/var/backups/vagvisaren/'));
});
