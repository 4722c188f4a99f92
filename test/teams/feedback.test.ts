import type * as Cards from 'adaptivecards';
import type { Activity, InvokeResponse } from 'botbuilder';
import { loadMask, productRoot } from '../../src/assemble';
import { createDialogs } from '../../src/dialogs/converse';
import { createQuestions } from '../../src/dialogs/feedback/questions';
import { createLookup } from '../../src/dialogs/lookup';
import type { Memory, Remembered } from '../../src/dialogs/memory';
import type { Room } from '../../src/dialogs/room';
import { VagvisarenError } from '../../src/errors';
import { toActivity } from '../../src/teams/bot';
import { handleInvoke } from '../../src/teams/invoke';
import { fakeFeedback } from '../support/fake-feedback';
import { now, product } from '../support/product';

const AdaptiveCards = jest.requireActual<typeof Cards>('adaptivecards/dist/adaptivecards.js');
const { room, vocabulary } = product();

/** As Teams sends it; the value of each kind as documented: https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/integrate-ai/user-feedback-controls */
const invoke = (name: string, value: unknown, more: object = {}) => ({
  name,
  type: 'invoke',
  id: 'f:1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:person', name: 'Kerstin Svensson', aadObjectId: 'e1' },
  conversation: { conversationType: 'personal', tenantId: 't1', id: 'a:1' },
  recipient: { id: '28:bot', name: 'Vägvisaren' },
  channelData: { tenant: { id: 't1' } },
  replyToId: 'm:2',
  locale: 'sv-SE',
  value,
  ...more,
}) as unknown as Activity;

const opened = (reaction: unknown) => ({ actionName: 'feedback', actionValue: { reaction } });
const submitted = (reaction: unknown, fields: unknown = {}) => ({ actionName: 'feedback', actionValue: { reaction, feedback: JSON.stringify(fields) } });

function createScene({ keeps = false, remembered = { language: null, shown: [{ id: 'course/ugl', message: 'm:3', at: now }, { id: 'secrecy/mobile-number', message: 'm:2', at: now }], offered: null } as Remembered } = {}) {
  const feedback = fakeFeedback();
  const recalled: string[] = [];
  const memory: Memory = {
    recall: async (conversation) => {
      recalled.push(conversation);
      if (feedback.isDown) throw new VagvisarenError('STORE_UNAVAILABLE', 'down');
      return remembered;
    },
    keep: async () => undefined,
  };
  const with_: Room = { ...room, feedback, memory, ...(keeps ? { questions: createQuestions(feedback, loadMask(productRoot, vocabulary), 30) } : {}) };
  const parts = { lookup: createLookup(room), room: with_, now: () => now };
  return { feedback, recalled, answer: (name: string, value: unknown, more?: object) => handleInvoke(parts, invoke(name, value, more)) as Promise<InvokeResponse> };
}

interface Form {
  lang: string;
  body: { type: string; id?: string; text?: string; label?: string; choices?: { value: string; title: string }[] }[];
  actions: { type: string; title: string }[];
}
const formIn = ({ body }: InvokeResponse) => {
  const { task } = body as { task: { type: string; value: { title: string; card: { contentType: string; content: Form } } } };
  expect(task.type).toBe('continue');
  expect(task.value.card.contentType).toBe('application/vnd.microsoft.card.adaptive');
  const parsed = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  parsed.parse(task.value.card.content, context);
  expect(parsed.validateProperties().validationEvents).toEqual([]);
  return { title: task.value.title, ...task.value.card.content };
};

describe('under an answer', () => {
  const dialogs = createDialogs({ ...room, feedback: fakeFeedback() });
  const answerTo = async (text: string) => (await dialogs.answer({ text, now })).reply;

  test('Teams shows thumbs, and no label of generated content', async () => {
    const activity = toActivity(await answerTo('Hur lång är UGL?'), 'msteams');
    expect(activity.channelData).toEqual({ feedbackLoop: { type: 'custom' } });
    expect(activity.entities ?? []).toEqual([]);
    expect(JSON.stringify(activity.attachments)).not.toContain('Hjälpte det?');
  });

  test.each(['hej', 'sekretess', 'jag har ont i bröstet', 'påminn mig', 'när får jag min lön?'])('but not under "%s"', async (text) => {
    for (const channel of ['msteams', 'webchat']) {
      const activity = toActivity(await answerTo(text), channel);
      expect(activity.channelData).toBeUndefined();
      expect(JSON.stringify(activity.attachments)).not.toContain('Hjälpte det?');
    }
  });

  test('other channels get two buttons in one row, and never more than six actions', async () => {
    for (const id of room.knowledge.entries.keys()) {
      const reply = (await dialogs.answer({ text: '', action: { v: 1, do: 'show', id, language: 'sv' }, now })).reply;
      const card = toActivity(reply, 'emulator').attachments![0]!.content as Form & { body: { actions?: { title: string; data: object }[] }[] };
      const row = card.body.at(-1)!;
      expect(row).toMatchObject({ type: 'ActionSet', actions: [{ title: 'Ja', data: { do: 'rate', entry: id, helpful: true } }, { title: 'Nej', data: { helpful: false } }] });
      expect(JSON.stringify(card).match(/"type":"Action\.(Submit|ToggleVisibility|OpenUrl)"/g)!.length).toBeLessThanOrEqual(6);
    }
  });

  test('a card that is posted for others is not judged', () => {
    const { posted } = createLookup({ ...room, feedback: fakeFeedback() }).byText('ugl', 'sv', now).entries[0]!;
    expect(posted.feedback).toBeUndefined();
  });
});

describe('the form', () => {
  test('for a thumb down asks for a reason, without text where no questions are kept', async () => {
    const form = formIn(await createScene().answer('message/fetchTask', opened('dislike')));
    expect(form).toMatchObject({ title: 'Vad tyckte du om svaret?', lang: 'sv', actions: [{ type: 'Action.Submit', title: 'Skicka' }] });
    expect(form.body.find(({ type }) => type === 'Input.ChoiceSet')!.choices!.map(({ value, title }) => [value, title])).toEqual([
      ['wrong', 'Svaret är fel'], ['hard', 'Det är svårt att förstå'], ['outdated', 'Det är gammalt'], ['missing', 'Något saknas'],
    ]);
    expect(form.body.some(({ type }) => type === 'Input.Text')).toBe(false);
  });

  test('asks for text only where questions are kept, and says for how long', async () => {
    const form = formIn(await createScene({ keeps: true }).answer('message/fetchTask', opened('dislike'), { locale: 'en-GB' }));
    expect(form.body.find(({ type }) => type === 'Input.Text')).toMatchObject({ id: 'question', label: 'What did you want to know? (optional)' });
    expect(JSON.stringify(form)).toContain('saved for 30 days');
  });

  test('for a thumb up needs only to be sent', async () => {
    const form = formIn(await createScene({ keeps: true }).answer('message/fetchTask', opened('like')));
    expect(form.body.map(({ type }) => type)).toEqual(['TextBlock', 'TextBlock']);
  });

  test('also when the value comes wrapped in data, as Teams’ own SDK reads it', async () => {
    expect(formIn(await createScene().answer('message/fetchTask', { data: opened('dislike') })).lang).toBe('sv');
  });

  test('speaks the language that the conversation chose', async () => {
    const scene = createScene({ remembered: { language: 'en', shown: [], offered: null } });
    expect(formIn(await scene.answer('message/fetchTask', opened('like')))).toMatchObject({ lang: 'en', title: 'What did you think of the answer?' });
  });

  test('opens also while the store is down', async () => {
    const scene = createScene();
    scene.feedback.isDown = true;
    expect(formIn(await scene.answer('message/fetchTask', opened('dislike'))).lang).toBe('sv');
  });
});

describe('what the form gives', () => {
  test.each<[string, unknown, object, object]>([
    ['a thumb up', submitted('like'), {}, { entry: 'secrecy/mobile-number', helpful: true, reason: null, language: 'sv' }],
    ['a thumb down with a reason', submitted('dislike', { reason: 'wrong' }), {}, { entry: 'secrecy/mobile-number', helpful: false, reason: 'wrong', language: 'sv' }],
    ['a thumb down without', submitted('dislike', { reason: '' }), { locale: 'en-US' }, { helpful: false, reason: null, language: 'en' }],
    ['a reason under a thumb up', submitted('like', { reason: 'wrong' }), {}, { helpful: true, reason: null }],
    ['fields as an object', { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: { reason: 'hard' } } }, {}, { reason: 'hard' }],
    ['no fields', { actionName: 'feedback', actionValue: { reaction: 'dislike' } }, {}, { helpful: false, reason: null }],
    ['Teams’ own form', submitted('dislike', { feedbackText: 'nej' }), {}, { helpful: false, reason: null }],
    ['fields that are no JSON', { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{"reason":' } }, {}, { helpful: false, reason: null }],
    ['a reason of no kind', submitted('dislike', { reason: 'ugly' }), {}, { helpful: false, reason: null }],
    ['a message that nobody remembers', submitted('like'), { replyToId: 'm:9' }, { entry: null }],
    ['no message', submitted('like'), { replyToId: undefined }, { entry: null }],
    ['a reply in a channel', submitted('like'), { conversation: { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true } }, { entry: 'secrecy/mobile-number' }],
  ])('%s', async (_name, value, more, rating) => {
    const { feedback, answer } = createScene();
    // Teams refuses any other answer: "message/submitAction invoke response isn't empty".
    expect(await answer('message/submitAction', value, more)).toEqual({ status: 200, body: {} });
    expect(feedback.ratings).toEqual([expect.objectContaining(rating)]);
    expect(feedback.kept).toEqual([]);
  });

  test('in a channel it looks in the channel, not in the thread', async () => {
    const { recalled, answer } = createScene();
    await answer('message/submitAction', submitted('like'), { conversation: { id: '19:c@thread.tacv2;messageid=1', conversationType: 'channel', isGroup: true } });
    expect(recalled).toEqual(['19:c@thread.tacv2']);
  });

  test('an entry that is gone is not kept, nor a shown one without a message', async () => {
    const gone = createScene({ remembered: { language: null, shown: [{ id: 'secrecy/gone', message: 'm:2', at: now }], offered: null } });
    await gone.answer('message/submitAction', submitted('like'));
    const unsent = createScene({ remembered: { language: null, shown: [{ id: 'course/ugl', at: now }], offered: null } });
    await unsent.answer('message/submitAction', submitted('like'), { replyToId: undefined });
    expect([gone, unsent].map(({ feedback }) => feedback.ratings[0]!.entry)).toEqual([null, null]);
  });

  test('what was asked is kept masked where questions are kept, and only under a thumb down', async () => {
    const { feedback, answer } = createScene({ keeps: true });
    await answer('message/submitAction', submitted('dislike', { reason: 'missing', question: 'Får Kerstin Svensson ringa 070-123 45 67?' }));
    await answer('message/submitAction', submitted('like', { question: 'Kerstin' }));
    await answer('message/submitAction', submitted('dislike', { question: '  ' }));
    expect(feedback.ratings).toHaveLength(3);
    expect(feedback.kept).toEqual([{ language: 'sv', outcome: 'answer', entry: 'secrecy/mobile-number', reason: 'missing', question: 'Får [namn] ringa [telefon]?', days: 30 }]);
  });

  test('text sent although none was asked for is not kept', async () => {
    const { feedback, answer } = createScene();
    await answer('message/submitAction', submitted('dislike', { question: 'hemligt' }));
    expect(feedback.kept).toEqual([]);
  });

  test('while the store is down the person is not told that it went well', async () => {
    const { feedback, answer } = createScene();
    feedback.isDown = true;
    expect(await answer('message/submitAction', submitted('like'))).toMatchObject({ status: 503 });
  });
});

test.each<[string, unknown]>([
  ['nothing', undefined], ['null', null], ['a text', 'feedback'], ['a number', 17], ['a list', []],
  ['another action', { actionName: 'other', actionValue: { reaction: 'like' } }],
  ['no reaction', { actionName: 'feedback', actionValue: {} }],
  ['another reaction', opened('love')],
  ['a strange reaction', opened({ toString: 'like' })],
  ['fields of no kind', { actionName: 'feedback', actionValue: { reaction: 'like', feedback: 17 } }],
  ['very long fields', { actionName: 'feedback', actionValue: { reaction: 'like', feedback: 'x'.repeat(100_000) } }],
])('%s is refused and keeps nothing', async (_name, value) => {
  const { feedback, answer } = createScene({ keeps: true });
  expect(await answer('message/submitAction', value)).toEqual({ status: 400, body: {} });
  if (!JSON.stringify(value ?? null).includes('"like"')) expect(await answer('message/fetchTask', value)).toEqual({ status: 400, body: {} });
  expect([feedback.ratings, feedback.kept]).toEqual([[], []]);
});
