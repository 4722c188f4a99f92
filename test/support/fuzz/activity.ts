import fc from 'fast-check';
import { complaints } from '../../../src/dialogs/feedback/ports';
import { snoozeChoices } from '../../../src/reminders/snooze';
import { object, type Json, type Members } from './json';
import { mark } from './mark';
import { strangeText } from './strange';

const language = fc.constantFrom<Json>('sv', 'en', 'fi');
const entry = fc.constantFrom<Json>('secrecy/mobile-number', 'process/2.6.5', 'course/ugl', 'supplier/ledarskap', 'area/2', 'framework/agreement', '*', '__proto__', 'constructor', mark, '');
const occasion = fc.constantFrom<Json>('2026-12-08 Göteborg', mark, '', '__proto__');
const rank = fc.constantFrom<Json>(1, 2, 3, 50, 51, 0, 1.5);
const purpose = fc.constantFrom<Json>('show', 'declined', 'draft');

const button = (what: string, more: Record<string, fc.Arbitrary<Json | undefined>> = {}): fc.Arbitrary<Members> =>
  fc.record({ v: fc.constantFrom<Json>(1, 1, 1, 2), do: fc.constant<Json>(what), language, ...more }).map(object);

/** What the cards' buttons carry, of every kind that the dialogs know. */
const buttons: fc.Arbitrary<Json> = fc.oneof(
  button('show', { id: entry }),
  button('noneOfThese'),
  button('ask', { text: fc.constantFrom<Json>('Hur lång är UGL?', `hemnummer ${mark}`, '') }),
  button('follow', { course: entry }),
  button('stop', { course: fc.option(entry, { nil: undefined }) }),
  button('reminders'),
  button('snooze', { course: entry, occasion, until: fc.constantFrom<Json>(...snoozeChoices, mark) }),
  button('registered', { course: entry, occasion }),
  button('declined', { id: entry, rank, topic: fc.constantFrom<Json | undefined>(undefined, 'Ledarskap', mark) }),
  button('draft', { id: entry, rank, topic: fc.constantFrom<Json | undefined>(undefined, 'Ledarskap', mark) }),
  button('register'),
  button('areas', { from: fc.constantFrom<Json>(0, 5, 100, 101), purpose, rank }),
  button('kept'), button('forget'), button('forgetAll'), button('forgetNothing'),
  button('rate', { entry: fc.oneof(entry, fc.constant(null)), helpful: fc.boolean() }),
  button('explain', { entry, rating: fc.constantFrom<Json>('1', mark, ''), reason: fc.constantFrom<Json>(...complaints) }),
  button(mark),
);

const texts: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    'Får jag lämna ut kollegans hemnummer till en som ringer?', '2.6.5', 'hej', 'påminn mig om UGL', 'sluta påminna mig', 'mina påminnelser', 'vem kan hålla en kurs i klarspråk?',
    'vad vet du om mig', 'glöm mig', 'ja', 'nej', 'den första', 'inget av dem', 'tillbaka', 'in English', 'varför?', 'och om det är en politiker?', 'Who may see the log?',
    'jag har ont i bröstet', `Vad gäller för ${mark}?`, `Jag heter Kerstin ${mark} 070-123 45 67`,
  ),
  strangeText,
);

const reaction = fc.constantFrom<Json>('like', 'dislike', mark);
const form = fc.record({ reason: fc.constantFrom<Json>('', ...complaints, mark), question: fc.constantFrom<Json>('', `Får ${mark} lämnas ut?`) }).map(object);
const formText = fc.constantFrom<Json>('{}', '{"reason":"wrong","question":"qq"}', '{"__proto__":{"polluted":1}}', '{', 'null', `"${mark}"`, '');
const judgement = fc.record({ actionName: fc.constant<Json>('feedback'), actionValue: fc.record({ reaction, feedback: fc.oneof(formText, form, fc.constant(null)) }).map(object) }).map(object);

const invokes: fc.Arbitrary<{ name: Json; value: Json }> = fc.oneof(
  fc.record({
    name: fc.constant<Json>('composeExtension/query'),
    value: fc.record({ name: fc.constantFrom<Json>('text', 'text', 'initialRun', mark), text: texts, skip: fc.constantFrom<Json>(0, 5, 1e9), count: fc.constantFrom<Json>(25, 1, 1e9) })
      .map(({ name, text, skip, count }) => object({ commandId: 'search', parameters: [object({ name, value: text })], queryOptions: object({ skip, count }) })),
  }),
  fc.record({
    name: fc.constant<Json>('composeExtension/queryLink'),
    value: fc.constantFrom('https://www.vgregion.se/ugl', `https://www.vgregion.se/${mark}?utm_source=x`, 'javascript:alert(1)', 'https://[', '').map((url) => object({ url })),
  }),
  fc.record({ name: fc.constant<Json>('message/fetchTask'), value: fc.oneof(judgement, judgement.map((data) => object({ data }))) }),
  fc.record({ name: fc.constant<Json>('message/submitAction'), value: judgement }),
  fc.record({ name: fc.constant<Json>('adaptiveCard/action'), value: fc.record({ type: fc.constantFrom<Json>('Action.Execute', mark), data: buttons }).map(({ type, data }) => object({ action: object({ type, verb: mark, id: mark, data }), trigger: 'manual', state: mark })) }),
  fc.record({ name: fc.constant<Json>('application/search'), value: fc.constant(object({ kind: 'search', queryText: mark, queryOptions: object({ skip: 0, top: 5 }), context: mark })) }),
  fc.record({
    name: fc.constantFrom<Json>('task/fetch', 'task/submit', 'composeExtension/submitAction', 'composeExtension/fetchTask', 'composeExtension/selectItem', 'composeExtension/setting', 'signin/verifyState', 'signin/tokenExchange', 'fileConsent/invoke', 'handoff/action', 'tab/fetch', 'config/fetch', '__proto__', 'constructor', 'toString', mark),
    value: fc.oneof(buttons, fc.constant(object({ state: mark, token: mark, id: mark, connectionName: mark }))),
  }),
);

const conversations = (tenantId: string): fc.Arbitrary<Members> => fc.constantFrom(
  object({ id: `a:${mark}`, conversationType: 'personal', tenantId }),
  object({ id: `19:${mark}@thread.v2`, conversationType: 'groupChat', isGroup: true, name: mark }),
  object({ id: `19:${mark}@thread.tacv2;messageid=1700000000000`, conversationType: 'channel', isGroup: true }),
  object({ id: mark }),
);

const mention = (text: string, id: string) => object({ type: 'mention', text, mentioned: object({ id, name: mark }) });
const mentions: readonly { entities: Json; before: string }[] = [
  { entities: [], before: '' },
  { entities: [mention('<at>Vägvisaren</at>', '28:bot')], before: '<at>Vägvisaren</at> ' },
  { entities: [mention('<at>V</at>', '28:bot'), mention('<at>V</at><at>V</at>', '28:bot')], before: '<at>V</at><at>V</at>' },
  { entities: [mention('(.*)+$', '28:bot'), mention('', '28:bot'), mention('$&', '28:bot')], before: '(.*)+$' },
  { entities: [mention(`<at>${mark}</at>`, `29:${mark}`), object({ type: 'clientInfo', locale: 'sv-SE', country: 'SE', timezone: 'Europe/Stockholm' })], before: `<at>Någon annan</at>` },
];

/** The fields that an activity of each type has besides those of all. */
const kinds: fc.Arbitrary<Record<string, Json | undefined>> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant<Json>('message'), text: texts, said: fc.constantFrom(...mentions) }).map(({ type, text, said }) => ({ type, text: typeof text === 'string' ? said.before + text : text, entities: said.entities })) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant<Json>('message'), value: buttons, text: fc.constantFrom<Json | undefined>(undefined, '', mark) }) },
  { weight: 4, arbitrary: invokes.map(({ name, value }) => ({ type: 'invoke', name, value })) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant<Json>('installationUpdate'), action: fc.constantFrom<Json>('add', 'remove', 'add-upgrade', 'remove-upgrade', mark) }) },
  { weight: 1, arbitrary: fc.constantFrom<Record<string, Json>>(
    { type: 'conversationUpdate', membersAdded: [object({ id: '28:bot' }), object({ id: `29:${mark}`, name: mark })], membersRemoved: [object({ id: '28:bot' })], topicName: mark },
    { type: 'conversationUpdate', membersRemoved: [object({ id: `29:${mark}` })] },
    { type: 'messageReaction', reactionsAdded: [object({ type: 'like' })], reactionsRemoved: [object({ type: mark })] },
    { type: 'event', name: 'tokens/response', value: object({ token: mark, connectionName: mark }) },
    { type: 'event', name: 'application/vnd.microsoft.readReceipt', value: object({ lastReadMessageId: mark }) },
    { type: 'event', name: mark, value: mark },
    { type: 'messageUpdate', text: mark }, { type: 'messageDelete' }, { type: 'typing' }, { type: 'endOfConversation', code: mark }, { type: 'handoff' }, { type: 'trace', name: mark },
    { type: 'command', name: mark }, { type: 'commandResult', name: mark }, { type: 'contactRelationUpdate' }, { type: 'suggestion' }, { type: 'delay', value: 100_000 }, { type: 'invokeResponse', value: object({ status: 599, body: mark }) },
    { type: '__proto__' }, { type: mark },
  ) },
);

const odd = {
  locale: fc.constantFrom<Json | undefined>('sv-SE', 'en-US', undefined, 'x-klingon', '../../etc', '\u0000', 'sv'.repeat(500)),
  replyToId: fc.constantFrom<Json | undefined>(undefined, '1700000000000', mark, '../..'),
  deliveryMode: fc.constantFrom<Json | undefined>(undefined, undefined, undefined, undefined, 'normal', 'notification', 'ephemeral', 'expectReplies', 'stream'),
  channelId: fc.constantFrom<Json>('msteams', 'msteams', 'msteams', 'emulator', 'webchat', 'directline', 'test', mark),
};

/** A valid activity of every type and name that Teams, the SDK and the bot know; see the weights for which are frequent. */
export function activities(serviceUrl: fc.Arbitrary<string>, tenant: string = mark): fc.Arbitrary<Members> {
  return fc.record({ kind: kinds, more: fc.record({ ...odd, conversation: conversations(tenant) }), serviceUrl }).map(({ kind, more, serviceUrl: url }) => object({
    id: `f:${mark}`,
    timestamp: '2026-11-22T11:00:00.000Z',
    localTimestamp: '2026-11-22T12:00:00.000+01:00',
    serviceUrl: url,
    from: object({ id: `29:${mark}`, name: `Kerstin ${mark}`, aadObjectId: mark }),
    recipient: object({ id: '28:bot', name: 'Vägvisaren' }),
    channelData: object({ tenant: object({ id: tenant }), source: object({ name: mark }) }),
    ...more,
    ...kind,
  }));
}
