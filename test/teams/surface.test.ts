import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type Server as NodeServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { ActivityHandler } from 'botbuilder';
import type { Server } from 'restify';
import { productRoot } from '../../src/assemble';
import { createLog } from '../../src/log';
import { createAdapter } from '../../src/teams/adapter';
import { listen } from '../../src/teams/listen';
import { createRateLimit } from '../../src/teams/rate-limit';
import { createHttpServer } from '../../src/teams/server';
import { quiet } from '../support/quiet-server';

const logged: string[] = [];
const log = createLog('debug', new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString('utf8')), done()) }));

let turns = 0;
let onTurn = async (): Promise<void> => undefined;
let server: Server;
let port: number;
let url: string;

function createSilent(): Server {
  const bot = new ActivityHandler();
  bot.onTurn(async (_context, next) => {
    turns += 1;
    await onTurn();
    await next();
  });
  return createHttpServer({ adapter: createAdapter(undefined, async (_context, error) => { throw error; }), bot, ...quiet, log });
}

beforeAll(async () => {
  server = createSilent();
  port = await listen(server, 0, '127.0.0.1');
  url = `http://127.0.0.1:${port}`;
});

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

beforeEach(() => {
  turns = 0;
  onTurn = async () => undefined;
  logged.length = 0;
});

const activity = (more: object = {}) => ({ type: 'message', id: '1', channelId: 'msteams', serviceUrl: 'http://127.0.0.1:9/', from: { id: '29:person' }, recipient: { id: '28:bot' }, conversation: { id: 'a:personal' }, text: 'hej', ...more });

const post = (body: object | string | Buffer = activity(), headers: Record<string, string> = {}) =>
  fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) });

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const withValue = (value: string) => JSON.stringify(activity()).replace(/}$/, `,"value":${value}}`);

test.each<[string, number, () => Promise<Response>]>([
  ['an unknown path', 404, () => fetch(`${url}/admin`)],
  ['GET', 405, () => fetch(`${url}/api/messages`)],
  ['PUT', 405, () => fetch(`${url}/api/messages`, { method: 'PUT', body: '{}' })],
  ['DELETE', 405, () => fetch(`${url}/api/messages`, { method: 'DELETE' })],
  ['POST to /healthz', 405, () => fetch(`${url}/healthz`, { method: 'POST', body: '{}' })],
  ['plain text, which any web page may send', 415, () => post(activity(), { 'content-type': 'text/plain' })],
  ['a form', 415, () => post('type=message', { 'content-type': 'application/x-www-form-urlencoded' })],
  ['an upload', 415, () => post('--x\r\n\r\n--x--', { 'content-type': 'multipart/form-data; boundary=x' })],
  ['a type that only begins like JSON', 415, () => post(activity(), { 'content-type': 'application/jsonp' })],
  ['gzip', 415, () => post(gzipSync(JSON.stringify(activity())), { 'content-encoding': 'gzip' })],
  ['gzip that is broken', 415, () => post('not gzip', { 'content-encoding': 'gzip' })],
  ['half a JSON text', 400, () => post('{"type":"message"')],
  ['JSON too deep', 400, () => post(withValue(nested(70)))],
  ['JSON so deep that recursion would end the process', 400, () => post(withValue(nested(200_000)))],
  ['a serviceUrl of http on another machine', 403, () => post(activity({ serviceUrl: 'http://192.0.2.1/' }))],
  ['a serviceUrl that only begins like this machine', 403, () => post(activity({ serviceUrl: 'http://127.0.0.1.attacker.example/' }))],
])('%s: %i, no word of a library, no turn', async (_name, status, send) => {
  const response = await send();
  expect(response.status).toBe(status);
  const text = await response.text();
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['error']);
  expect(text).not.toMatch(/restify|botbuilder|node_modules|\bat /i);
  expect(turns).toBe(0);
});

test.each<[string, object]>([
  ['a serviceUrl of this machine by name', { serviceUrl: 'http://localhost:9/' }],
  ['a serviceUrl of https', { serviceUrl: 'https://smba.trafficmanager.example/' }],
])('%s is taken without an identity', async (_name, more) => {
  expect((await post(activity(more))).status).toBe(200);
  expect(turns).toBe(1);
});

test('a value as deep as cards are is taken, and JSON with a character set', async () => {
  expect((await post(withValue(nested(60)))).status).toBe(200);
  expect((await post(activity(), { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  expect(turns).toBe(2);
});

test('every reply carries the security headers and does not say what made it', async () => {
  const replies = await Promise.all([post(), post('{'), post(activity({ text: 'x'.repeat(700_000) })), fetch(`${url}/healthz`), fetch(`${url}/api/messages`), fetch(`${url}/none`)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 400, 413, 200, 405, 404]);
  for (const { headers } of replies) {
    expect(Object.fromEntries(headers)).toMatchObject({ 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' });
    expect(headers.has('server')).toBe(false);
    expect(headers.has('x-powered-by')).toBe(false);
  }
});

test('a turn that breaks to the end gives 500 in one sentence, and its place in the log', async () => {
  onTurn = async () => { throw Object.assign(new Error('Kerstin Svensson\n070-123 45 67'), { statusCode: 403 }); };
  const response = await post();
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: 'Something went wrong.' });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('surface.test.ts');
  expect(logged[0]).not.toMatch(/Kerstin|070/);
});

test('an idle connection is kept longer than load balancers keep theirs, a slow request is not waited for', () => {
  expect(server.server).toMatchObject({ keepAliveTimeout: 75_000, headersTimeout: 10_000, requestTimeout: 30_000 });
});

test('a connection that asks for another protocol is closed', async () => {
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => undefined);
  socket.write('GET /api/messages HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  await closed;
  expect((await post()).status).toBe(200);
});

test('a sender who hangs up in the middle does no harm', async () => {
  const request = httpRequest(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 1_000 } });
  request.on('error', () => undefined);
  request.write('{"type":"message"');
  await new Promise((resolve) => setTimeout(resolve, 50));
  request.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(turns).toBe(0);
  expect(logged.filter((line) => !line.includes('"level":40'))).toEqual([]);
  expect((await post()).status).toBe(200);
});

test('of one conversation 30 messages are taken at once; more are left unanswered, and Teams does not send them again', async () => {
  const busy = (more: object = {}) => post(activity({ conversation: { id: 'a:busy' }, ...more }));
  // The clock stands still, or tokens would come back while a slow machine works.
  const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
  try {
    for (let i = 0; i < 30; i++) await busy();
    expect(turns).toBe(30);
    const statuses = await Promise.all(Array.from({ length: 10 }, async () => (await busy()).status));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(turns).toBe(30);
    expect(logged.join()).toContain('a message was left unanswered');
    expect((await busy({ type: 'invoke', name: 'composeExtension/query' })).status).toBe(429);
    await busy({ type: 'installationUpdate', action: 'remove' });
    await post(activity({ conversation: { id: 'a:other' } }));
    expect(turns).toBe(32);
  } finally {
    clock.mockRestore();
  }
});

test('a bucket fills again, and no more of them are kept than was said', () => {
  let at = 0;
  const isTaken = createRateLimit(() => at, { burst: 3, seconds: 6, conversations: 2 });
  const taken = (conversation: string, times: number) => Array.from({ length: times }, () => isTaken(conversation)).filter(Boolean).length;
  expect(taken('a', 5)).toBe(3);
  at = 1_999;
  expect(taken('a', 2)).toBe(0);
  at = 2_000;
  expect(taken('a', 2)).toBe(1);
  at = 3_600_000;
  expect(taken('a', 5)).toBe(3);
  expect(taken('b', 1) + taken('a', 1) + taken('c', 1)).toBe(2);
  expect(taken('a', 1)).toBe(0);
  expect(taken('b', 3)).toBe(3);
});

describe('a port that is taken', () => {
  let other: NodeServer;
  let taken: number;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    taken = (other.address() as AddressInfo).port;
  });
  afterAll(() => other.close());

  test('is told as an error of ours', async () => {
    await expect(listen(createSilent(), taken, '127.0.0.1')).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE', message: `The bot cannot listen on port ${taken} of 127.0.0.1: another program uses it.` });
    await expect(listen(createSilent(), 0, '192.0.2.1')).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE', message: expect.stringContaining('no such address') });
  });

  test('ends the start with exit code 1 and what to do, without a stack trace', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-port-'));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(productRoot, 'src', 'main.ts')], {
      encoding: 'utf8', cwd: productRoot, timeout: 50_000,
      env: { PATH: process.env['PATH'], PORT: String(taken), DATABASE_FILE: join(folder, 'bot.db'), LOG_LEVEL: 'fatal' },
    });
    rmSync(folder, { recursive: true });
    expect(stderr).toContain('another program uses it');
    expect(stderr).toContain('choose another PORT');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(status).toBe(1);
  });
});
