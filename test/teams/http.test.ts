import { Writable } from 'node:stream';
import type { Server } from 'restify';
import type { Dialogs } from '../../src/dialogs/converse';
import { createLog } from '../../src/log';
import { createBot, createTurnErrorHandler } from '../../src/teams/bot';
import { createHttpServer } from '../../src/teams/server';
import { startConnector, type Sent } from '../support/fake-connector';
import { now, product } from '../support/product';

const { dialogs, knowledge } = product();
const logged: string[] = [];
const log = createLog('debug', new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString('utf8')), done()) }));

let connector: Awaited<ReturnType<typeof startConnector>>;
let server: Server;
let url: string;
let brokenUrl: string;
let broken: Server;

function listen(with_: Dialogs): Promise<{ server: Server; url: string }> {
  const http = createHttpServer({ bot: createBot(with_, () => now, log), onTurnError: createTurnErrorHandler(with_, log), entries: knowledge.entries.size, log });
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
});

const activity = (more: object = {}) => ({
  type: 'message',
  id: 'activity-1',
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
  expect(card.body.map(({ text }) => text)).toContain('Lämna inte ut');
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
