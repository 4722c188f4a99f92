import type { Activity, MessagingExtensionAttachment, MessagingExtensionResult } from 'botbuilder';
import { createLookup } from '../../src/dialogs/lookup';
import { handleInvoke } from '../../src/teams/invoke';
import { now, product } from '../support/product';

const { room, knowledge } = product();
const parts = { lookup: createLookup(room), room, now: () => now };

/** The envelope as Teams sends it. https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling */
const invoke = (name: string, value: unknown, more: object = {}) => ({
  name,
  type: 'invoke',
  timestamp: '2026-11-22T11:00:00.000Z',
  localTimestamp: '2026-11-22T12:00:00.000+01:00',
  id: 'f:43d59e15-6114-bd53-08c3-b232aa648ec1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:person', name: 'Kerstin Svensson', aadObjectId: 'e1' },
  conversation: { isGroup: true, conversationType: 'groupChat', tenantId: 't1', id: '19:group@thread.v2' },
  recipient: { id: '28:bot', name: 'Vägvisaren' },
  entities: [{ locale: 'sv-SE', country: 'SE', platform: 'Windows', timezone: 'Europe/Stockholm', type: 'clientInfo' }],
  channelData: { tenant: { id: 't1' }, source: { name: 'compose' } },
  locale: 'sv-SE',
  localTimezone: 'Europe/Stockholm',
  value,
  ...more,
}) as unknown as Activity;

const query = (parameters: unknown, more: object = {}) => ({ commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 }, ...more });
const typed = (text: unknown) => query([{ name: 'text', value: text }]);

async function answered(name: string, value: unknown, more: object = {}): Promise<MessagingExtensionResult> {
  const response = await handleInvoke(parts, invoke(name, value, more));
  expect(response?.status).toBe(200);
  return (response!.body as { composeExtension: MessagingExtensionResult }).composeExtension;
}
const search = (value: unknown, more: object = {}) => answered('composeExtension/query', value, more);
const unfurl = (url: unknown, more: object = {}) => answered('composeExtension/queryLink', { url }, more);
const previews = ({ attachments }: MessagingExtensionResult) => attachments!.map(({ preview }) => preview!.content as { title: string; text: string });
const empty = { type: 'result', attachmentLayout: 'list', attachments: [] };

/** The types of the actions anywhere in a card. */
function actions(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const own = 'type' in value && typeof value.type === 'string' && value.type.startsWith('Action.') ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(actions)];
}

test('a search gives a list of previews, each with the card to post', async () => {
  const { type, attachmentLayout, attachments } = await search(typed('hemnummer'));
  expect({ type, attachmentLayout }).toEqual({ type: 'result', attachmentLayout: 'list' });
  expect(attachments![0]).toMatchObject({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: { type: 'AdaptiveCard', lang: 'sv', speak: expect.stringContaining('Lämna inte ut') },
    preview: {
      contentType: 'application/vnd.microsoft.card.thumbnail',
      content: { title: 'Personalens hemadress och privata telefonnummer', text: 'Lämna inte ut en kollegas hemadress eller privata telefonnummer.' },
    },
  });
});

test('what is posted works also where the bot is not: folds and links, no buttons that need it', async () => {
  const seen = new Set<string>();
  for (const entry of knowledge.entries.values()) {
    for (const { content } of (await search(typed('code' in entry ? entry.code : entry.title.sv))).attachments!) {
      for (const action of actions(content)) seen.add(action);
      expect(content).not.toHaveProperty('refresh');
    }
  }
  expect([...seen].sort()).toEqual(['Action.ToggleVisibility']);
});

test('previews are plain text in a card that reads HTML', async () => {
  const schedule = { ...knowledge.entries.get('supplier/schemalaggning')!, suppliers: ['P & M Palmgren Consulting <b>x</b> &lt;'] };
  const entries = new Map([...knowledge.entries, [schedule.id, schedule]]) as typeof knowledge.entries;
  const lookup = createLookup({ ...room, knowledge: { ...knowledge, entries } });
  const response = await handleInvoke({ ...parts, lookup }, invoke('composeExtension/query', typed(schedule.title.sv)));
  const shown = previews((response!.body as { composeExtension: MessagingExtensionResult }).composeExtension);
  expect(shown[0]!.text).toBe('Först i rangordningen: P & M Palmgren Consulting &lt;b&gt;x&lt;/b&gt; &amp;lt;');
});

test.each([
  ['opened, nothing typed yet', query([{ name: 'initialRun', value: 'true' }])],
  ['opened, as a truth value', query([{ name: 'initialRun', value: true }])],
  ['nothing typed', typed('')],
  ['a parameter without a value', query([{ name: 'text' }])],
  ['no parameter', query([])],
])('%s: the examples of the help', async (_name, value) => expect(previews(await search(value))).toHaveLength(4));

test('no hits: a sentence in the language, not an empty list', async () => {
  expect(await search(typed('pannkakor'))).toEqual({ type: 'message', text: expect.stringContaining('sekretess') });
  expect(await search(typed('pancakes'), { locale: 'en-GB' })).toEqual({ type: 'message', text: expect.stringContaining('secrecy') });
});

test('danger to life: the number to call', async () =>
  expect(await search(typed('hon andas inte'))).toEqual({ type: 'message', text: expect.stringContaining('112') }));

test.each([
  ['sv-SE', 'ugl', 'sv'],
  ['en-US', 'ugl', 'en'],
  ['de-DE', 'ugl', 'sv'],
  [undefined, 'ugl', 'sv'],
  [17, 'ugl', 'sv'],
  ['sv-SE', 'May I give out a colleague’s home number?', 'en'],
])('Teams in %s, "%s": answered in %s', async (locale, text, language) => {
  const { attachments } = await search(typed(text), { locale });
  expect(attachments![0]!.content).toMatchObject({ lang: language });
});

test('a page further on continues, and ends', async () => {
  const all = previews(await search(typed('2')));
  const page = async (skip: number, count: number) => previews(await search({ ...typed('2'), queryOptions: { skip, count } }));
  expect(all).toHaveLength(10);
  expect(await page(3, 2)).toEqual(all.slice(3, 5));
  expect(await page(25, 25)).toEqual([]);
});

test.each([
  ['no value', undefined],
  ['null', null],
  ['a text', 'ugl'],
  ['a list', []],
  ['an empty object', {}],
  ['another command', { ...typed('ugl'), commandId: 'other' }],
  ['no parameters', { commandId: 'search' }],
  ['parameters that are no list', query({ name: 'text', value: 'ugl' })],
  ['parameters that are none', query([null, 17, 'ugl'])],
  ['a parameter of another name', query([{ name: 'other', value: 'ugl' }])],
  ['a number for a text', typed(17)],
  ['an object for a text', typed({ toString: 'ugl' })],
  ['a thousand parameters', query(Array.from({ length: 1000 }, () => ({ name: 'text', value: 'ugl' })))],
  ['a page before the first', { ...typed('ugl'), queryOptions: { skip: -1, count: 25 } }],
  ['a huge text', typed('x'.repeat(400_000))],
])('a query with %s gets an empty list', async (_name, value) => expect(await search(value)).toEqual(empty));

test('long and strange texts get an answer', async () => {
  for (const text of ['hemnummer '.repeat(10_000), '<script>alert(1)</script>', '\ud800', '🙂', '__proto__']) expect((await search(typed(text))).type).toMatch(/^(result|message)$/);
});

describe('links', () => {
  const page = 'https://www.vgregion.se/ov/vgr-akademin/utbildningskatalogen/medarbetarkunskap-och-offentlig-verksamhet/i-offentlighetens-tjanst/';

  test('a course’s page gives the course’s card, in a version that unfurling takes, with a preview', async () => {
    const { attachments } = await unfurl(`${page}?utm_source=mail`, { locale: 'en-US' });
    expect(attachments).toEqual([expect.objectContaining({
      content: expect.objectContaining({ version: '1.3', lang: 'en' }),
      preview: expect.objectContaining({ content: expect.objectContaining({ title: knowledge.entries.get('course/i-offentlighetens-tjanst')!.title.en }) }),
    })]);
    expect(new Set(actions(attachments![0]!.content))).toEqual(new Set(['Action.ToggleVisibility']));
  });

  test.each([['another page', 'https://www.vgregion.se/'], ['no address', 'ugl'], ['a number', 17], ['nothing', undefined], ['a huge address', `${page}?x=${'y'.repeat(10_000)}`]])(
    '%s gets an empty list', async (_name, url) => expect(await unfurl(url)).toEqual(empty));

  test('no value at all gets an empty list', async () => expect(await answered('composeExtension/queryLink', null)).toEqual(empty));
});

test.each(['composeExtension/submitAction', 'task/fetch', 'adaptiveCard/action', 'application/search', 'constructor', '', undefined])('%s is not known, and nothing of it is repeated', async (name) =>
  expect(await handleInvoke(parts, invoke(name as string, { action: { type: 'Kerstin' } }))).toEqual({ status: 501 }));

test('fast enough to follow the typing, and small enough for Teams', async () => {
  const texts = [...knowledge.entries.values()].flatMap(({ title, phrasings }, i) => {
    const text = [title.sv, phrasings.sv[0]!, phrasings.en[0]!][i % 3]!;
    return [text.slice(0, 1), text.slice(0, 4), text];
  });
  const times: number[] = [];
  let largest = 0;
  for (const text of texts) {
    const before = process.cpuUsage();
    const body = JSON.stringify(await search(typed(text)));
    // Of the processor: others may have it meanwhile.
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    largest = Math.max(largest, Buffer.byteLength(body));
  }
  times.sort((a, b) => a - b);
  process.stdout.write(`${times.length} queries: median ${times[times.length >> 1]!.toFixed(1)} ms, 99th percentile ${times[Math.floor(times.length * 0.99)]!.toFixed(1)} ms, longest ${times.at(-1)!.toFixed(0)} ms; largest answer ${Math.round(largest / 1024)} KB\n`);
  expect(times.at(-1)).toBeLessThan(1000);
  // The Bot Service takes messages of up to 256 KB: https://github.com/microsoft/BotFramework-Services/issues/341
  expect(largest).toBeLessThan(256 * 1024);
});

test('each card is small enough to be posted', async () => {
  const cards = new Map<string, MessagingExtensionAttachment>();
  for (const entry of knowledge.entries.values()) for (const one of (await search(typed(entry.title.sv))).attachments!) cards.set(one.preview!.content.title, one);
  expect(cards.size).toBeGreaterThan(200);
  for (const { content } of cards.values()) expect(Buffer.byteLength(JSON.stringify(content))).toBeLessThan(28 * 1024);
});
