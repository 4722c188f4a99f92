import { readFileSync } from 'node:fs';
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
  const named = [...[...page.matchAll(/node dist\/cli\.js (\w+)/g)].map(([, name]) => name!), ...rows(chapter('Commands')).flatMap(([cell]) => cell!.split(' · ').map((one) => /\w+/.exec(one)![0]))];
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
  const parts: ServerParts = { adapter, bot: createBot({ dialogs: { answer: unused }, contacts: { firstTime: unused, remember: unused, markUnreachable: unused }, welcome: unused, invoke: unused, now: () => new Date(0), log }), health: () => ({}), readiness: unused, stopping: () => false, log };
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
