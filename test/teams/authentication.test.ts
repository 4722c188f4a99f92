import { Writable } from 'node:stream';
import { ActivityHandler } from 'botbuilder';
import type { Server } from 'restify';
import { createLog } from '../../src/log';
import { createAdapter } from '../../src/teams/adapter';
import { routeConsole } from '../../src/teams/console';
import { listen } from '../../src/teams/listen';
import { createHttpServer } from '../../src/teams/server';
import type { Identity } from '../../src/teams/token';
import { bot, header, inSeconds, startOpenIdProvider, strangersKey, teamsUrl, type OpenIdProvider } from '../support/openid-provider';
import { quiet } from '../support/quiet-server';

const otherTenant = '33333333-3333-4333-8333-333333333333';

const logged: string[] = [];
const log = createLog('debug', new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString('utf8')), done()) }));
const printed = jest.fn();

let turns = 0;
let provider: OpenIdProvider;
const servers: Server[] = [];
let url: string;
let restoreConsole: () => void;

async function start(identity: Identity, from: OpenIdProvider): Promise<string> {
  const handler = new ActivityHandler();
  handler.onTurn(async (_context, next) => {
    turns += 1;
    await next();
  });
  const adapter = createAdapter(identity, async (_context, error) => { throw error; }, { elsewhere: from.settings });
  const server = createHttpServer({ adapter, bot: handler, ...quiet, log });
  servers.push(server);
  return `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
}

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr]) jest.spyOn(stream, 'write').mockImplementation(printed);
  for (const method of ['error', 'warn', 'log'] as const) jest.spyOn(globalThis.console, method).mockImplementation(printed);
  restoreConsole = routeConsole(log);
  provider = await startOpenIdProvider();
  url = await start(bot, provider);
});

afterAll(async () => {
  await Promise.all([...servers.map((one) => new Promise<void>((resolve) => one.close(() => resolve()))), provider.stop()]);
  restoreConsole();
  jest.restoreAllMocks();
});

beforeEach(() => {
  turns = 0;
  logged.length = 0;
  printed.mockClear();
});

const activity = (more: object = {}) => ({
  type: 'message',
  id: 'activity-1',
  channelId: 'msteams',
  serviceUrl: teamsUrl,
  from: { id: '29:person', name: 'Kerstin Svensson' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:personal', tenantId: bot.tenantId },
  channelData: { tenant: { id: bot.tenantId } },
  text: 'hej',
  ...more,
});

const post = (authorization: string | undefined, body: object | string = activity(), to = url) =>
  fetch(`${to}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test.each<[string, string]>([
  ['as Teams signs them', header()],
  ['with the tenant', header({ tid: bot.tenantId })],
  ['of RS512', header({}, { head: { alg: 'RS512' } })],
  ['that ended four minutes ago, by our clock', header({ exp: inSeconds(-240) })],
  ['that begin in four minutes, by our clock', header({ nbf: inSeconds(240) })],
])('tokens %s are taken', async (_name, authorization) => {
  expect((await post(authorization)).status).toBe(200);
  expect(turns).toBe(1);
});

test('a bot with a managed identity takes the same tokens', async () => {
  const managed = await start({ appId: bot.appId, tenantId: bot.tenantId, type: 'UserAssignedMSI' }, provider);
  expect((await post(header(), activity(), managed)).status).toBe(200);
  expect((await post(header({}, { key: strangersKey }), activity(), managed)).status).toBe(401);
  expect(turns).toBe(1);
});

const good = header();
const [head, , signature] = good.slice('Bearer '.length).split('.');
const forgedClaims = Buffer.from(JSON.stringify({ iss: 'https://api.botframework.com', aud: bot.appId, exp: inSeconds(9_999), serviceurl: teamsUrl })).toString('base64url');

const refused: [string, string | undefined, string][] = [
  ['no header', undefined, 'no token'],
  ['an empty token', 'Bearer ', 'not a token'],
  ['a word', 'Bearer word', 'not a token'],
  ['three words', 'Bearer three.short.words', 'not a token'],
  ['a password', `Basic ${Buffer.from('a:b').toString('base64')}`, 'not a token'],
  ['two tokens', `${good} ${good}`, 'not a token'],
  ['a token that ended', header({ exp: inSeconds(-600) }), 'exp'],
  ['a token without end', header({ exp: undefined }), 'exp'],
  ['a token whose end is a word', header({ exp: 'never' }), 'exp'],
  ['a token not yet valid', header({ nbf: inSeconds(600) }), 'nbf'],
  ['a token for another bot', header({ aud: '44444444-4444-4444-8444-444444444444' }), 'aud'],
  ['a token for two bots', header({ aud: [bot.appId, 'x'] }), 'aud'],
  ['a token of another issuer', header({ iss: 'https://login.example' }), 'iss'],
  // The SDK takes it as an emulator's, for any address of Teams.
  ['a token of our own tenant', header({ iss: `https://sts.windows.net/${bot.tenantId}/`, appid: bot.appId, tid: bot.tenantId, ver: '1.0' }), 'iss'],
  ['a token of another tenant', header({ tid: otherTenant }), 'tid'],
  ['a token for no address', header({ serviceurl: undefined }), 'serviceurl'],
  ['a token for http', header({ serviceurl: 'http://smba.trafficmanager.example/' }), 'serviceurl'],
  ['a token without signature', header({}, { head: { alg: 'none' } }), 'not a token'],
  ['a token of algorithm none with a signature', `Bearer ${Buffer.from('{"alg":"none","kid":"published"}').toString('base64url')}.${forgedClaims}.${signature}`, 'alg'],
  ['a token signed with the public key', header({}, { head: { alg: 'HS256' } }), 'alg'],
  ['a token that names no key', header({}, { head: { kid: undefined } }), 'kid'],
  ['a token that names an unknown key', header({}, { head: { kid: 'unknown' } }), 'signature'],
  ['a token signed with another key', header({}, { key: strangersKey }), 'signature'],
  ['a token whose claims were changed', `Bearer ${head}.${forgedClaims}.${signature}`, 'signature'],
];

test.each(refused)('%s: 401, nothing done, one line in the log without the token, nothing printed', async (_name, authorization, problem) => {
  const response = await post(authorization);
  expect(response.status).toBe(401);
  expect(response.headers.get('www-authenticate')).toBe('Bearer');
  expect(await response.json()).toEqual({ error: 'A valid token is needed.' });
  expect(turns).toBe(0);
  expect(logged.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ level: 40, status: 401, problem })]);
  if (authorization) expect(logged.join()).not.toContain(authorization.split('.')[1] ?? authorization);
  expect(printed).not.toHaveBeenCalled();
});

test('a 401 takes less than 50 ms, and the body is not looked at', async () => {
  const milliseconds: number[] = [];
  for (const [, authorization] of refused) {
    const started = performance.now();
    expect((await post(authorization, '{"type":')).status).toBe(401);
    milliseconds.push(performance.now() - started);
  }
  expect(milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)]).toBeLessThan(50);
});

test('the keys are asked for once, and never for a token that cannot be right', async () => {
  const fresh = await startOpenIdProvider();
  const to = await start(bot, fresh);
  for (const [, authorization, problem] of refused) if (problem !== 'signature') await post(authorization, activity(), to);
  expect(fresh.asked()).toBe(0);
  for (const [, authorization, problem] of refused) if (problem === 'signature') expect((await post(authorization, activity(), to)).status).toBe(401);
  expect((await post(header(), activity(), to)).status).toBe(200);
  expect(fresh.asked()).toBe(2);
  await fresh.stop();
});

test('keys fetched at start are there for the first request', async () => {
  const fresh = await startOpenIdProvider();
  const adapter = createAdapter(bot, async () => undefined, { elsewhere: fresh.settings });
  fresh.becomes('broken');
  expect(await adapter.fetchKeys(new Date())).toBe(false);
  fresh.becomes('well');
  expect(await adapter.fetchKeys(new Date())).toBe(true);
  fresh.becomes('broken');
  expect(await adapter.admit(header(), new Date())).toMatchObject({ ok: true, serviceUrl: teamsUrl });
  await fresh.stop();
  expect(await createAdapter(undefined, async () => undefined).fetchKeys(new Date())).toBe(true);
});

test.each(['broken', 'silent'] as const)('without keys (provider %s) a good token gets 503, so that Teams tries again; then it is taken', async (how) => {
  const fresh = await startOpenIdProvider();
  const to = await start(bot, fresh);
  fresh.becomes(how);
  const response = await post(header(), activity(), to);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ error: 'Try again later.' });
  expect((await post(header({ exp: inSeconds(-600) }), activity(), to)).status).toBe(401);
  expect(turns).toBe(0);
  fresh.becomes('well');
  expect((await post(header(), activity(), to)).status).toBe(200);
  await fresh.stop();
});

test.each<[string, object]>([
  ['in the conversation and beside it', {}],
  ['beside the conversation only', { conversation: { id: 'a:personal' } }],
  ['in the conversation only', { channelData: undefined }],
  ['in other letters', { conversation: { id: 'a:personal', tenantId: bot.tenantId.toUpperCase() } }],
])('an activity with the tenant %s is handled', async (_name, more) => {
  expect((await post(header(), activity(more))).status).toBe(200);
  expect(turns).toBe(1);
});

test.each<[string, object, string]>([
  ['another tenant', { conversation: { id: 'a:personal', tenantId: otherTenant }, channelData: { tenant: { id: otherTenant } } }, 'tenant'],
  ['another tenant in the conversation', { conversation: { id: 'a:personal', tenantId: otherTenant } }, 'tenant'],
  ['another tenant beside it', { channelData: { tenant: { id: otherTenant } } }, 'tenant'],
  ['no tenant', { conversation: { id: 'a:personal' }, channelData: {} }, 'tenant'],
  ['a tenant that is no text', { channelData: { tenant: { id: { $ne: '' } } } }, 'tenant'],
  ['another channel, where people write channelData', { channelId: 'webchat' }, 'channelId'],
  ['the channel that the SDK checks by other rules', { channelId: 'AseChannel' }, 'channelId'],
  ['another address than the token', { serviceUrl: 'https://attacker.example/' }, 'serviceUrl'],
  ['another path than the token', { serviceUrl: `${teamsUrl}x/` }, 'serviceUrl'],
  ['http', { serviceUrl: teamsUrl.replace('https', 'http') }, 'serviceUrl'],
])('an activity with %s: 403, nothing done', async (_name, more, problem) => {
  const response = await post(header(), activity(more));
  expect(response.status).toBe(403);
  expect(await response.json()).toEqual({ error: 'This bot does not take it.' });
  expect(turns).toBe(0);
  expect(logged.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ status: 403, problem })]);
});

test('what packages print becomes one line without what they printed', () => {
  // eslint-disable-next-line no-console
  console.error(new Error('Kerstin Svensson'), { authorization: 'Bearer x' });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('a package wrote to the console');
  expect(logged[0]).not.toMatch(/Kerstin|Bearer/);
  expect(printed).not.toHaveBeenCalled();
});
