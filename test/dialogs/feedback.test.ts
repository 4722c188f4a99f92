import { actionSchema } from '../../src/dialogs/action';
import { createDialogs } from '../../src/dialogs/converse';
import { createQuestions } from '../../src/dialogs/feedback/questions';
import type { Masked } from '../../src/dialogs/feedback/ports';
import type { Button, Reply } from '../../src/dialogs/reply';
import type { Found } from '../../src/search/found';
import { fakeFeedback } from '../support/fake-feedback';
import { now, product } from '../support/product';
import { flat } from '../support/reminder-scene';

const { room } = product();

function createScene({ days }: { days?: number } = {}) {
  const feedback = fakeFeedback();
  const mask = (text: string) => text.replace('Kerstin', '[namn]') as Masked;
  const dialogs = createDialogs({ ...room, feedback, ...(days ? { questions: createQuestions(feedback, mask, days) } : {}) });
  let latest: Reply | undefined;
  const turn = async (text: string, action?: object): Promise<Reply> => {
    const { reply, keep } = await dialogs.answer({ text, ...(action ? { action } : {}), now });
    await keep('m:1');
    return (latest = reply);
  };
  return {
    feedback,
    says: (text: string) => turn(text),
    taps: (action: object) => turn('', action),
    presses: (title: string) => {
      const all: Button[] = [...latest!.buttons, ...(latest!.feedback?.buttons ?? [])];
      const { action } = all.find((one) => one.title === title)!;
      expect(actionSchema.parse(action)).toEqual(action);
      return turn('', action);
    },
  };
}

type Step = [does: string, ...expected: string[]];

test.each<[string, Step[], object[]]>([
  ['an answer that helped', [['Hur lång är UGL?', 'Fem dagar'], ['[Ja]', 'Tack! Vad bra att det hjälpte.']], [{ entry: 'course/ugl', helpful: true, reason: null, language: 'sv' }]],
  ['an answer that is wrong, and whom to ask', [
    ['Får jag lämna ut en kollegas hemnummer?', 'LÄMNA INTE UT'],
    ['[Nej]', 'Vad var det för fel på svaret?', '→ Svaret är fel\n→ Det är svårt att förstå\n→ Det är gammalt\n→ Något saknas'],
    ['[Svaret är fel]', 'men inte vem du är.', 'Fråga din närmaste chef eller registratorn', '→ Personalens hemadress'],
  ], [{ entry: 'secrecy/staff-home-contact', helpful: false, reason: 'wrong', language: 'sv' }]],
  ['in English, a record', [
    ['Where do I file minutes from a workplace meeting?', ''],
    ['[No]', 'What was wrong with the answer?', '→ It is out of date'],
    ['[It is out of date]', 'but not who you are.', 'Ask the registrar or whoever is responsible'],
  ], [{ helpful: false, reason: 'outdated', language: 'en' }]],
  ['"no" without a reason counts', [['Hur lång är UGL?', ''], ['[Nej]', '']], [{ entry: 'course/ugl', helpful: false, reason: null, language: 'sv' }]],
])('%s', async (_name, steps, ratings) => {
  const { feedback, says, presses } = createScene();
  for (const [does, ...expected] of steps) {
    const pressed = /^\[(.*)\]$/.exec(does)?.[1];
    const text = flat(await (pressed ? presses(pressed) : says(does)));
    for (const part of expected) expect(`${does} → ${text}`).toContain(part);
  }
  expect(feedback.ratings).toMatchObject(ratings);
});

test('a reason pressed twice, or another one, is one reason of one rating', async () => {
  const { feedback, says, presses, taps } = createScene();
  await says('Hur lång är UGL?');
  const asked = await presses('Nej');
  for (const { action } of [asked.buttons[0]!, asked.buttons[0]!, asked.buttons[3]!]) await taps(action);
  expect(feedback.ratings).toMatchObject([{ helpful: false, reason: 'missing' }]);
});

test.each(['hej', 'sekretess', 'när får jag min lön?', 'jag har ont i bröstet', 'påminn mig', ''])('"%s" is no answer to be judged', async (text) => {
  expect((await createScene().says(text)).feedback).toBeUndefined();
});

test('an old card, of an entry that is gone, is counted without it', async () => {
  const { feedback, taps } = createScene();
  await taps({ v: 1, do: 'rate', entry: 'secrecy/gone', helpful: true, language: 'sv' });
  const reply = await taps({ v: 1, do: 'explain', rating: 'nobody’s', entry: 'secrecy/gone', reason: 'hard', language: 'sv' });
  expect(feedback.ratings).toMatchObject([{ entry: null }]);
  expect(reply.buttons).toEqual([]);
});

test('where nobody takes feedback there is no row, and an old button says so', async () => {
  const { dialogs } = product();
  expect((await dialogs.answer({ text: 'Hur lång är UGL?', now })).reply.feedback).toBeUndefined();
  expect(flat((await dialogs.answer({ text: '', action: { v: 1, do: 'rate', entry: null, helpful: true, language: 'sv' }, now })).reply)).toContain('Den knappen gäller inte längre');
});

test('while the store is down it says so, and can be tried again', async () => {
  const { feedback, says, presses } = createScene();
  await says('Hur lång är UGL?');
  feedback.isDown = true;
  expect(flat(await presses('Nej'))).toContain('Jag kan inte ta emot det just nu.');
  feedback.isDown = false;
  expect(flat(await presses('Försök igen'))).toContain('Vad var det för fel');
});

describe('questions without an answer', () => {
  const unanswered = 'Vad tycker Kerstin om pannkakor med sylt på torsdagar?';

  test('are kept masked, where that is switched on', async () => {
    const { feedback, says } = createScene({ days: 14 });
    await says(unanswered);
    expect(feedback.kept).toEqual([{ language: 'sv', outcome: 'none', entry: null, reason: null, question: unanswered.replace('Kerstin', '[namn]'), days: 14 }]);
  });

  test.each(['Hur lång är UGL?', 'hej', 'tack', 'jag har ont i bröstet', '', '   ', 'sekretess', 'påminn mig om UGL', 'glöm mig', 'tillbaka'])('"%s" is not', async (text) => {
    const { feedback, says } = createScene({ days: 14 });
    await says(text);
    expect(feedback.kept).toEqual([]);
  });

  test('are kept nowhere else', async () => {
    const { feedback, says } = createScene();
    await says(unanswered);
    expect(feedback.kept).toEqual([]);
  });

  test('nor what a button says, or when the store is down: then it is answered all the same', async () => {
    const { feedback, says, taps } = createScene({ days: 14 });
    await taps({ v: 1, do: 'noneOfThese', language: 'sv' });
    await taps({ v: 1, do: 'ask', text: unanswered, language: 'sv' });
    feedback.isDown = true;
    expect((await says(unanswered)).blocks.length).toBeGreaterThan(0);
    expect(feedback.kept).toEqual([]);
  });

  test('nothing is kept before the reply was sent', async () => {
    const feedback = fakeFeedback();
    const dialogs = createDialogs({ ...room, questions: createQuestions(feedback, (text) => text as Masked, 14) });
    const { found, keep } = await dialogs.answer({ text: unanswered, now });
    expect((found as Found).outcome).toBe('none');
    expect(feedback.kept).toEqual([]);
    await keep();
    expect(feedback.kept).toHaveLength(1);
  });
});
