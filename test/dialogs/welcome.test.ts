import { welcomeReply } from '../../src/dialogs/welcome';
import { languages } from '../../src/language';
import { conversationKinds } from '../../src/reminders/conversation';
import { now, product } from '../support/product';

const { room, dialogs, search } = product();
const textOf = (...args: [kind: (typeof conversationKinds)[number], language: 'sv' | 'en']) =>
  welcomeReply(room, ...args).blocks.map((block) => ('text' in block ? block.text : '')).join(' ');

test('a person hears who it is, what it answers, that people reviewed it, and that it decides nothing', () => {
  const text = textOf('personal', 'sv');
  for (const said of ['Vägvisaren, en bot', 'sekretess', 'diarieförs', 'utbildningar', 'ramavtalet', 'granskat', 'källan', 'vägleder', 'inga beslut']) expect(text).toContain(said);
});

test.each(languages)('the questions to try are answered (%s)', async (language) => {
  const { buttons } = welcomeReply(room, 'personal', language);
  expect(buttons.length).toBeGreaterThanOrEqual(3);
  for (const { action } of buttons) {
    const { reply, found } = await dialogs.answer({ text: '', action, now });
    expect({ language: reply.language, outcome: found?.outcome }).toEqual({ language, outcome: 'answer' });
  }
});

test.each(['group', 'channel'] as const)('a %s hears shortly how the bot is asked, and gets no buttons', (kind) => {
  for (const language of languages) {
    expect(textOf(kind, language)).toContain('@Vägvisaren');
    expect(welcomeReply(room, kind, language).blocks.length).toBeLessThanOrEqual(2);
    expect(welcomeReply(room, kind, language).buttons).toEqual([]);
  }
});

test.each(languages)('a channel hears that it can follow courses, with words that work (%s)', (language) => {
  const [, typed] = /[”“]@Vägvisaren ([^”]+)”/.exec(textOf('channel', language))!;
  expect(search.find(typed!).action).toEqual({ name: 'subscribe', id: 'course/ugl' });
  expect(textOf('group', language)).not.toContain('UGL');
});

test('short enough to be read', () => {
  for (const kind of conversationKinds) for (const language of languages) expect(textOf(kind, language).split(/\s+/).length).toBeLessThan(70);
});
