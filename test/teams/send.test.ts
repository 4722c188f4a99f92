import { createServer, type OutgoingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } from 'botbuilder';
import type { Conversation } from '../../src/reminders/conversation';
import { createConnections } from '../../src/teams/connections';
import { oneAttempt } from '../../src/teams/one-attempt';
import { createSend } from '../../src/teams/send';
import { createFaults, parseFaults } from '../support/simulated-teams/faults';
import { startSimulatedTeams, type Seen, type SimulatedTeamsServer } from '../support/simulated-teams/http';
import { createSimulatedTeams } from '../support/simulated-teams/teams';

/** The id of each conversation is the fault that its messages meet. */
const faults = ['200', '500', '500-taken', '502', '502-taken', '503', '504', '429', '429+1', '429+7', '412', '412+2', '400', '401', '403', '404', '413', '307',
  'reset', 'reset-taken', 'hang', 'hang-taken'];

/** `writeHead`, to go on from: restify's patch of ServerResponse, which stays when both run in one process, makes it return nothing. */
function head(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): ServerResponse {
  response.writeHead(status, headers);
  return response;
}

/** Long enough for a busy machine to answer, short enough to wait for. */
const timeout = 400;

const seen: Seen[] = [];
const turnErrors: unknown[] = [];
const printed: jest.SpyInstance[] = [];
const servers: { stop(): Promise<unknown> }[] = [];
let teams: SimulatedTeamsServer;

beforeAll(async () => {
  const script = faults.filter((fault) => fault !== '200').map((fault) => `${fault}@${fault}`).join(' ');
  const simulated = createSimulatedTeams({ faults: createFaults(parseFaults(`${script} latency+2000@late`), Math.random), now: () => Date.now() });
  teams = await startSimulatedTeams(simulated, { onSeen: (request) => seen.push(request) });
  servers.push(teams);
});

afterAll(() => Promise.all(servers.map((server) => server.stop())));

beforeEach(() => {
  seen.length = turnErrors.length = printed.length = 0;
  printed.push(...(['log', 'info', 'warn', 'error'] as const).map((method) => jest.spyOn(console, method).mockImplementation(() => undefined)));
});

afterEach(() => {
  for (const method of printed) expect(method).not.toHaveBeenCalled();
  jest.restoreAllMocks();
});

/** A server that answers in a way of its own. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push({ stop: () => new Promise((resolve) => (server.close(resolve), server.closeAllConnections())) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

function createAdapter(credentials?: object): CloudAdapter {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}, credentials as never));
  adapter.onTurnError = async (_context, error) => void turnErrors.push(error);
  return adapter;
}

const conversation = (id: string, serviceUrl = teams.url): Conversation => ({ id, kind: 'personal', serviceUrl, botId: '28:bot', channelId: 'msteams', tenantId: 't1' });

const send = createSend(createAdapter(), '', timeout);
/** A short time-out would hide the SDK's second try, which comes after a second, and strike a busy machine. */
const sendPatiently = createSend(createAdapter(), '', 10_000);
const message = MessageFactory.text('UGL: sista dag att anmäla sig är 1 december.');

test.each([
  ['200', { kind: 'sent', messageId: expect.stringMatching(/^message-\d+$/) }],
  ['429', { kind: 'wait', milliseconds: null }],
  ['429+7', { kind: 'wait', milliseconds: 7_000 }],
  ['412', { kind: 'wait', milliseconds: null }],
  ['412+2', { kind: 'wait', milliseconds: 2_000 }],
  ['502', { kind: 'unknown', error: 'HTTP 502' }],
  ['502-taken', { kind: 'unknown', error: 'HTTP 502' }],
  ['504', { kind: 'unknown', error: 'HTTP 504' }],
  ['reset', { kind: 'unknown', error: 'ECONNRESET' }],
  ['reset-taken', { kind: 'unknown', error: 'ECONNRESET' }],
  ['hang', { kind: 'unknown', error: 'TIMEOUT' }],
  ['hang-taken', { kind: 'unknown', error: 'TIMEOUT' }],
  ['late', { kind: 'unknown', error: 'TIMEOUT' }],
  ['403', { kind: 'unreachable', error: 'HTTP 403' }],
  ['404', { kind: 'unreachable', error: 'HTTP 404' }],
  ['400', { kind: 'refused', error: 'HTTP 400' }],
  ['401', { kind: 'held', error: 'HTTP 401' }],
  ['413', { kind: 'refused', error: 'HTTP 413' }],
  ['500', { kind: 'failed', error: 'HTTP 500' }],
  ['500-taken', { kind: 'failed', error: 'HTTP 500' }],
  ['503', { kind: 'failed', error: 'HTTP 503' }],
  ['307', { kind: 'failed', error: 'HTTP 307' }],
])('%s: one POST, and the outcome tells', async (fault, outcome) => {
  const trying = 'error' in outcome && outcome.error === 'TIMEOUT' ? send : sendPatiently;
  expect(await trying(conversation(fault), message)).toEqual(outcome);
  expect(seen).toHaveLength(1);
  expect(turnErrors).toEqual([]);
});

test('the message goes to the conversation itself, not as a reply, and names nobody', async () => {
  await sendPatiently({ ...conversation('19:c@thread.tacv2'), kind: 'channel' }, message);
  expect(decodeURIComponent(seen[0]!.path)).toBe('/v3/conversations/19:c@thread.tacv2/activities');
  const sent = JSON.parse(seen[0]!.body) as Record<string, unknown>;
  expect(sent).toMatchObject({ type: 'message', text: message.text, from: { id: '28:bot' }, conversation: { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId: 't1' } });
  expect(sent).not.toHaveProperty('replyToId');
  expect(sent).not.toHaveProperty('recipient');
  expect(seen[0]!.body).not.toContain('"name"');
  expect(message).not.toHaveProperty('conversation');
});

test('many at once: each learns of its own', async () => {
  const statuses = faults.filter((fault) => /^\d/.test(fault));
  const many = Array.from({ length: 5 }, () => statuses).flat();
  const together = await Promise.all(many.map((fault) => sendPatiently(conversation(fault), message)));
  expect(seen).toHaveLength(many.length);
  const told = together.map((outcome) => ('error' in outcome ? outcome.error : outcome.kind));
  expect(told).toEqual(many.map((fault) => (fault === '200' ? 'sent' : /^4[12][29]/.test(fault) ? 'wait' : `HTTP ${fault.slice(0, 3)}`)));
});

test.each([
  ['nobody listens', 'http://127.0.0.1:9/', 'ECONNREFUSED'],
  ['there is no such host', 'http://teams.invalid/', expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/)],
])('%s: failed', async (_name, serviceUrl, error) => {
  expect(await sendPatiently(conversation('200', serviceUrl), message)).toEqual({ kind: 'failed', error });
});

test.each<[string, RequestListener, object]>([
  ['no content', (_, response) => void head(response, 204).end(), { kind: 'sent', messageId: null }],
  ['an empty body', (_, response) => void head(response, 200).end(), { kind: 'sent', messageId: null }],
  ['null', (_, response) => void head(response, 200, { 'content-type': 'application/json' }).end('null'), { kind: 'sent', messageId: null }],
  ['broken JSON', (_, response) => void head(response, 200, { 'content-type': 'application/json' }).end('<html>'), { kind: 'sent', messageId: null }],
  ['broken JSON in a 502', (_, response) => void head(response, 502, { 'content-type': 'application/json' }).end('<html>'), { kind: 'unknown', error: 'HTTP 502' }],
  ['half an answer, then silence', (_, response) => void head(response, 200, { 'content-length': 100 }).write('{'), { kind: 'unknown', error: 'TIMEOUT' }],
  ['half an answer, then a cut', (_, response) => void head(response, 200, { 'content-length': 100 }).write('{', () => response.destroy()), { kind: 'unknown', error: 'PARSE_ERROR' }],
])('an answer of %s', async (_name, listener, outcome) => {
  let posts = 0;
  const serviceUrl = await serve((request, response) => (posts++, listener(request, response)));
  const trying = 'error' in outcome && outcome.error === 'TIMEOUT' ? send : sendPatiently;
  expect(await trying(conversation('x', serviceUrl), message)).toEqual(outcome);
  expect(posts).toBe(1);
});

test('a redirect is not followed', async () => {
  const paths: (string | undefined)[] = [];
  const serviceUrl = await serve(({ url }, response) => (paths.push(url), void head(response, 307, { location: '/elsewhere' }).end()));
  expect(await sendPatiently(conversation('x', serviceUrl), message)).toEqual({ kind: 'failed', error: 'HTTP 307' });
  expect(paths).toEqual(['/v3/conversations/x/activities']);
});

test('a time-out cuts the connection', async () => {
  const cut = new Promise<void>((resolve) => void serve((request) => void request.socket.once('close', () => resolve())).then((serviceUrl) => send(conversation('x', serviceUrl), message)));
  await cut;
});

describe('the token', () => {
  const credentials = (signRequest: (request: unknown) => Promise<unknown>) => ({
    isAuthenticationDisabled: async () => false,
    isValidAppId: async () => true,
    createCredentials: async () => ({ signRequest }),
  });
  const sendWith = (signRequest: (request: unknown) => Promise<unknown>, milliseconds = 10_000) => createSend(createAdapter(credentials(signRequest)), 'app', milliseconds)(conversation('200'), message);

  test('that is refused: held, nothing posted', async () => {
    const refused = Object.assign(new Error('7000222: The client secret of app 1234 has expired.'), { errorCode: 'invalid_client' });
    expect(await sendWith(() => Promise.reject(refused))).toEqual({ kind: 'held', error: 'not posted: invalid_client' });
    expect(seen).toEqual([]);
  });

  test('that comes too late: held, and not posted afterwards', async () => {
    expect(await sendWith(async (request) => (await sleep(timeout + 100), request), timeout)).toEqual({ kind: 'held', error: 'not posted: TIMEOUT' });
    await sleep(300);
    expect(seen).toEqual([]);
  });

  test('of another app: failed', async () => {
    const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({ MicrosoftAppId: 'app', MicrosoftAppPassword: 'x', MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: 't' }));
    expect(await createSend(adapter, 'another', 10_000)(conversation('200'), message)).toEqual({ kind: 'held', error: 'not posted: ERROR' });
  });
});

describe('oneAttempt, for replies', () => {
  const adapter = createAdapter().use(oneAttempt({ timeoutMilliseconds: timeout }));
  const patient = createAdapter().use(oneAttempt({ timeoutMilliseconds: 10_000 }));
  const reply = (id: string) => (id === 'hang' ? adapter : patient).processActivityDirect(
    '', { type: 'message', id: 'a1', channelId: 'msteams', serviceUrl: teams.url, from: { id: '29:p' }, recipient: { id: '28:bot' }, conversation: { id } } as never,
    async (context) => void (await context.sendActivity('Hej')));

  test.each(['500', '502', '504', 'reset', 'hang'])('%s: one POST, and the turn learns of it', async (fault) => {
    await reply(fault);
    expect(seen).toHaveLength(1);
    expect(turnErrors).toHaveLength(1);
  });

  test('a reply that is taken', async () => {
    await reply('200');
    expect(seen[0]!.path).toBe('/v3/conversations/200/activities/a1');
    expect(turnErrors).toEqual([]);
  });

  /** The connections of three replies, one after the other; `closed` when one of them has been closed by us. */
  async function threeReplies(idle: number): Promise<{ sockets: Set<unknown>; closed: Promise<void> }> {
    const sockets = new Set<unknown>();
    let closedByThem: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (closedByThem = resolve));
    const url = await serve((request, response) => {
      if (!sockets.has(request.socket)) request.socket.once('end', () => closedByThem!());
      sockets.add(request.socket);
      request.resume().on('end', () => head(response, 200, { 'content-type': 'application/json' }).end('{"id":"1"}'));
    });
    const brisk = createAdapter().use(oneAttempt({ connections: createConnections(idle) }));
    for (const id of ['a1', 'a2', 'a3']) {
      await brisk.processActivityDirect(
        '', { type: 'message', id, channelId: 'msteams', serviceUrl: url, from: { id: '29:p' }, recipient: { id: '28:bot' }, conversation: { id: 'c' } } as never,
        async (context) => void (await context.sendActivity('Hej')));
    }
    expect(turnErrors).toEqual([]);
    return { sockets, closed };
  }

  test('one connection serves many replies', async () => {
    expect((await threeReplies(60_000)).sockets.size).toBe(1);
  });

  test('a connection is closed by us when nobody uses it: never in the middle of a message by the other side', async () => {
    await (await threeReplies(50)).closed;
    expect(turnErrors).toEqual([]);
  });

  test('an adapter that has it sends of itself as before', async () => {
    expect(await createSend(adapter, '', 10_000)(conversation('500'), message)).toEqual({ kind: 'failed', error: 'HTTP 500' });
    expect(seen).toHaveLength(1);
  });
});
