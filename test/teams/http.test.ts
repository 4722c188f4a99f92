import { Writable } from 'node:stream';
import type { Server } from 'restify';
import { VagvisarenError } from '../../src/errors';
import type { Dialogs } from '../../src/dialogs/converse';
import { createLookup } from '../../src/dialogs/lookup';
import { welcomeReply } from '../../src/dialogs/welcome';
import { createLog } from '../../src/log';
import { createAdapter } from '../../src/teams/adapter';
import { createBot, createTurnErrorHandler } from '../../src/teams/bot';
import { handleInvoke } from '../../src/teams/invoke';
import { readinessOf } from '../../src/readiness';
import { createHttpServer } from '../../src/teams/server';
import { fakeContacts, type FakeContacts } from '../support/fake-contacts';
import { startConnector, type Sent } from '../support/fake-connector';
import { now, product } from '../support/product';

const { dialogs, room } = product();
const lookup = createLookup(room);
const logged: string[] = [];
const log = createLog('debug', new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString('utf8')), done()) }));

const contacts: FakeContacts = fakeContacts();
const fine = { stopping: false, storeWorks: true, hasModel: true, tickAge: 0, today: '2027-01-29' };
let conditions = fine;
let connector: Awaited<ReturnType<typeof startConnector>>;
let server: Server;
let url: string;
let brokenUrl: string;
let broken: Server;

function listen(with_: Dialogs): Promise<{ server: Server; url: string }> {
  const http = createHttpServer({
    adapter: createAdapter(undefined, createTurnErrorHandler({ dialogs: with_, contacts, log })),
    bot: createBot({ dialogs: with_, contacts, welcome: (kind, language) => welcomeReply(room, kind, language), invoke: (invoked) => handleInvoke({ lookup, room, now: () => now }, invoked), now: () => now, log }),
    health: () => ({ entries: 216 }),
    readiness: async () => readinessOf(conditions),
    stopping: () => conditions.stopping,
    log,
  });
  return new Promise((resolve) => http.listen(0, '127.0.0.1', () => resolve({ server: http, url: `http://127.0.0.1:${http.address().port}` })));
}

beforeAll(async () => {
  connector = await startConnector();
  ({ server, url } = await listen(dialogs));
  ({ server: broken, url: brokenUrl } = await listen({ ...dialogs, answer: () => { throw new Error('Kerstin Svensson 070-123 45 67'); } }));
});

afterAll(async () => {
  await Promise.all([server, broken].map((one) => new Promise<void>((resolve) => one.close(() => resolve()))));
  await connector.stop();
});

beforeEach(() => {
  connector.sent.length = 0;
  logged.length = 0;
  Object.assign(contacts, fakeContacts());
  conditions = fine;
});

let activities = 0;

const activity = (more: object = {}) => ({
  type: 'message',
  id: `activity-${++activities}`,
  channelId: 'msteams',
  serviceUrl: connector.url,
  from: { id: '29:person', name: 'Kerstin Svensson' },
  recipient: { id: '28:bot', name: 'Vägvisaren' },
  conversation: { id: 'a:personal', conversationType: 'personal' },
  text: 'Får jag lämna ut kollegans hemnummer till en som ringer?',
  ...more,
});

const post = (body: unknown, to = url, headers: Record<string, string> = {}) =>
  fetch(`${to}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });

const cardOf = ({ activity: { attachments } }: Sent) => attachments![0]!.content as { version: string; lang: string; body: { type: string; text?: string; actions?: { type: string; title: string; data?: unknown }[] }[]; fallbackText: string };

test('a question in a personal chat is answered by a card with a text alternative', async () => {
  expect((await post(activity())).status).toBe(200);
  expect(connector.sent).toHaveLength(1);
  const card = cardOf(connector.sent[0]!);
  expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang: 'sv' });
  expect(card.body).toContainEqual(expect.objectContaining({ type: 'Container', style: 'attention', items: [expect.objectContaining({ text: 'Lämna inte ut' })] }));
  expect(card.fallbackText).toContain('LÄMNA INTE UT');
  expect(connector.sent[0]!.activity.summary).toContain('Lämna inte ut');
});

test('in a group chat the mention is removed before the question is read', async () => {
  const text = '<at>Vägvisaren</at> 2.6.5';
  const entities = [{ type: 'mention', text: '<at>Vägvisaren</at>', mentioned: { id: '28:bot', name: 'Vägvisaren' } }];
  await post(activity({ text, entities, conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true } }));
  expect(connector.sent[0]!.activity.summary).toMatch(/^2\.6\.5 Hantera utlämnande av handlingar/);
});

test('in a channel the reply goes into the thread', async () => {
  await post(activity({ text: '<at>Vägvisaren</at> 2.6.5', entities: [{ type: 'mention', text: '<at>Vägvisaren</at>', mentioned: { id: '28:bot' } }], id: '1700000000000', conversation: { id: '19:channel@thread.tacv2;messageid=1700000000000', conversationType: 'channel', isGroup: true } }));
  expect(decodeURIComponent(connector.sent[0]!.path)).toBe('/v3/conversations/19:channel@thread.tacv2;messageid=1700000000000/activities/1700000000000');
});

test('a button leads to the entry it names', async () => {
  await post({ ...activity({ text: undefined }), value: { v: 1, do: 'show', id: 'process/2.15', language: 'en' } });
  expect(cardOf(connector.sent[0]!)).toMatchObject({ lang: 'en' });
  expect(connector.sent[0]!.activity.summary).toMatch(/^2\.15 /);
});

test.each([
  ['no text at all', { text: undefined }],
  ['empty text', { text: '' }],
  ['100,000 characters', { text: 'x'.repeat(100_000) }],
  ['emoji', { text: '🙂'.repeat(50) }],
  ['HTML', { text: '<script>alert(1)</script>' }],
  ['a strange button', { value: { do: { do: 1 } } }],
])('%s gets one reply', async (_name, more) => {
  expect((await post(activity(more))).status).toBe(200);
  expect(connector.sent).toHaveLength(1);
  expect(JSON.stringify(connector.sent[0]!.activity)).not.toContain('<script>');
});

test.each([
  ['no body', ''],
  ['an empty object', '{}'],
  ['broken JSON', '{"type":'],
  ['a list', '[]'],
  ['null', 'null'],
  ['a number', '17'],
  ['no serviceUrl', JSON.stringify({ type: 'message', channelId: 'x', from: { id: '1' }, recipient: { id: '2' }, conversation: { id: '3' } })],
  ['a serviceUrl that is no address', JSON.stringify({ type: 'message', channelId: 'x', serviceUrl: 'file:///etc/passwd', from: { id: '1' }, recipient: { id: '2' }, conversation: { id: '3' } })],
])('%s is refused with 4xx, without the library’s words', async (_name, body) => {
  const response = await post(body);
  expect(response.status).toBe(400);
  expect(Object.keys((await response.json()) as object)).toEqual(['error']);
  expect(connector.sent).toHaveLength(0);
});

test('an activity that is delivered again is answered once', async () => {
  const once = activity();
  await Promise.all([post(once), post(once), post(once)]);
  expect(connector.sent).toHaveLength(1);
});

test('any message and an installation keep where the conversation is reached; removal marks it unreachable', async () => {
  await post(activity());
  expect([...contacts.known.values()]).toEqual([{ id: 'a:personal', kind: 'personal', serviceUrl: connector.url, botId: '28:bot', channelId: 'msteams' }]);
  await post(activity({ type: 'installationUpdate', action: 'remove' }));
  expect([...contacts.unreachable]).toEqual(['a:personal']);
  await post(activity({ type: 'installationUpdate', action: 'add' }));
  expect([...contacts.unreachable]).toEqual([]);
});

test.each([
  ['personal', 'a:new', 'en bot som svarar'],
  ['groupChat', '19:group@thread.v2', '@Vägvisaren'],
  ['channel', '19:team@thread.tacv2', '@Vägvisaren'],
])('added to a %s conversation it says who it is, once; upgraded it says nothing', async (conversationType, id, expected) => {
  const added = activity({ type: 'installationUpdate', action: 'add', conversation: { id, conversationType } });
  await post(added);
  await post(added);
  await post(activity({ type: 'installationUpdate', action: 'add-upgrade', conversation: { id, conversationType } }));
  await post(activity({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }], conversation: { id, conversationType } }));
  expect(connector.sent).toHaveLength(1);
  expect(cardOf(connector.sent[0]!).fallbackText).toContain(expected);
});

test('the message extension finds an entry while somebody writes', async () => {
  const response = await post(activity({ type: 'invoke', name: 'composeExtension/query', value: { commandId: 'search', parameters: [{ name: 'text', value: 'hemnummer' }] } }));
  expect(response.status).toBe(200);
  expect(JSON.stringify(await response.json())).toContain('Lämna inte ut');
});

test('an invoke that the bot does not know gets 501 and no message', async () => {
  expect((await post(activity({ type: 'invoke', name: 'task/fetch', value: {} }))).status).toBe(501);
  expect(connector.sent).toHaveLength(0);
});

test('questions are answered also while the store is down', async () => {
  const down = async () => { throw new VagvisarenError('STORE_UNAVAILABLE', 'the disk is full'); };
  Object.assign(contacts, { firstTime: down, remember: down });
  expect((await post(activity())).status).toBe(200);
  expect(connector.sent[0]!.activity.summary).toContain('Lämna inte ut');
});

test('a body over the limit is refused', async () => {
  expect((await post(activity({ text: 'x'.repeat(700_000) }))).status).toBe(413);
});

test('an activity that is not a message is taken and nothing is sent', async () => {
  expect((await post(activity({ type: 'typing' }))).status).toBe(200);
  expect(connector.sent).toHaveLength(0);
});

test('/healthz tells that it is alive and what is loaded; other paths tell nothing', async () => {
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok', entries: 216 });
  const other = await fetch(`${url}/etc/passwd`);
  expect(other.status).toBe(404);
  expect(await other.json()).toEqual({ error: 'The request could not be read.' });
});

test('when the turn breaks, the person gets one sentence and a reference that finds the log line', async () => {
  expect((await post(activity(), brokenUrl)).status).toBe(200);
  const said = connector.sent[0]!.activity.summary!;
  const reference = /referens (\w{8})/.exec(said)![1]!;
  expect(logged.some((line) => line.includes(reference) && line.includes('turn failed'))).toBe(true);
});

test('the log holds neither text, names nor ids of people', async () => {
  await post(activity());
  await post(activity(), brokenUrl);
  await post(activity({ serviceUrl: undefined }));
  const all = logged.join('\n');
  expect(all).toContain('answered');
  for (const secret of ['hemnummer', 'Kerstin', '29:person', 'a:personal', '070-123']) expect(all).not.toContain(secret);
});

test.each([
  ['all is well', {}, 200, 'ready'],
  ['the store is down, as for every instance: people still come here for answers', { storeWorks: false }, 200, 'degraded'],
  ['the bot stops: people are better served by another', { stopping: true }, 503, 'not ready'],
])('/readyz while %s', async (_what, condition, status, said) => {
  conditions = { ...fine, ...condition };
  const response = await fetch(`${url}/readyz`, { headers: { connection: 'close' } });
  expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ status: said })]);
  expect(response.headers.get('connection')).toBe('close');
});

test('a message whose answer and whose apology were both refused is answered when Teams delivers it again', async () => {
  const message = activity({ id: 'not answered', text: 'hej' });
  const away = { ...message, serviceUrl: 'http://127.0.0.1:9/' };
  expect((await post(away)).status).toBe(500);
  expect(connector.sent).toHaveLength(0);
  expect((await post(message)).status).toBe(200);
  expect((await post(message)).status).toBe(200);
  expect(connector.sent).toHaveLength(1);
});
