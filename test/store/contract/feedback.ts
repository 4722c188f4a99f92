import type { KeptQuestion, Masked, Rating } from '../../../src/dialogs/feedback/ports';
import { after, now, type Setting } from './setting';

const yes: Rating = { entry: 'secrecy/mobile-number', helpful: true, reason: null, language: 'sv' };
const no: Rating = { ...yes, helpful: false };
const noReasons = { wrong: 0, hard: 0, outdated: 0, missing: 0 };
const day = 86_400;

const question = (text: string, more: Partial<KeptQuestion> = {}): KeptQuestion => ({ language: 'sv', outcome: 'none', entry: null, reason: null, question: text as Masked, ...more });

/** What people thought of answers, and questions that are kept. */
export function feedback(setting: () => Setting): void {
  test('ratings are counted by entry, with their reasons, and of unknown entries together', async () => {
    const { store, other } = setting();
    await Promise.all([yes, yes, no, { ...no, reason: 'wrong' as const }].map((rating, i) => (i % 2 ? store : other).feedback.rate(rating, now)));
    await store.feedback.rate({ ...no, entry: 'course/ugl', reason: 'outdated' }, now);
    await store.feedback.rate({ ...yes, entry: null }, now);
    await store.feedback.rate({ ...no, entry: null, reason: 'missing' }, now);
    expect(await store.feedback.judged(null)).toEqual([
      { entry: null, yes: 1, no: 1, reasons: { ...noReasons, missing: 1 } },
      { entry: 'course/ugl', yes: 0, no: 1, reasons: { ...noReasons, outdated: 1 } },
      { entry: 'secrecy/mobile-number', yes: 2, no: 2, reasons: { ...noReasons, wrong: 1 } },
    ]);
  });

  test('a reason is added to one "no", and may be changed', async () => {
    const { feedback } = setting().store;
    const [first, second] = [await feedback.rate(no, now), await feedback.rate(yes, now)];
    await feedback.explain(first, 'wrong');
    await feedback.explain(first, 'hard');
    await feedback.explain(second, 'wrong');
    await feedback.explain('nobody’s', 'wrong');
    expect(await feedback.judged(null)).toEqual([{ entry: no.entry, yes: 1, no: 1, reasons: { ...noReasons, hard: 1 } }]);
  });

  test('judged and questions can be seen from a day on', async () => {
    const { feedback } = setting().store;
    await feedback.rate(yes, now);
    await feedback.rate(no, after(2 * day));
    await feedback.keepQuestion(question('först'), 30, now);
    await feedback.keepQuestion(question('sedan'), 30, after(2 * day));
    expect(await feedback.judged('2026-11-23')).toEqual([{ entry: no.entry, yes: 0, no: 1, reasons: noReasons }]);
    expect((await feedback.questions('2026-11-23')).map((one) => one.question)).toEqual(['sedan']);
    expect(await feedback.judged('2026-11-25')).toEqual([]);
  });

  test('a question is kept as it is, with the day and no time', async () => {
    const { feedback } = setting().store;
    const kept = question('Får jag ge [namn] nyckeln?', { language: 'en', outcome: 'answer', entry: 'course/ugl', reason: 'hard' });
    await feedback.keepQuestion(kept, 30, now);
    expect(await feedback.questions(null)).toEqual([{ ...kept, day: '2026-11-22' }]);
  });

  test('keeping one deletes those that have been kept for their days', async () => {
    const { feedback } = setting().store;
    for (const days of [0, 1, 2]) await feedback.keepQuestion(question(`dag ${days}`), 2, after(days * day));
    expect((await feedback.questions(null)).map((one) => one.question)).toEqual(['dag 0', 'dag 1', 'dag 2']);
    await feedback.keepQuestion(question('dag 3'), 2, after(3 * day));
    expect((await feedback.questions(null)).map((one) => one.question)).toEqual(['dag 1', 'dag 2', 'dag 3']);
    await feedback.keepQuestion(question('dag 4'), 1, after(4 * day));
    expect((await feedback.questions(null)).map((one) => one.question)).toEqual(['dag 3', 'dag 4']);
  });

  test('questions expire by themselves, also all of them', async () => {
    const { feedback } = setting().store;
    for (const days of [0, 1]) await feedback.keepQuestion(question(`dag ${days}`), 365, after(days * day));
    expect(await feedback.expireQuestions(now)).toBe(0);
    expect(await feedback.expireQuestions(after(day))).toBe(1);
    expect(await feedback.expireQuestions(after(2 * day))).toBe(1);
    expect(await feedback.questions(null)).toEqual([]);
  });

  test('no row has a column for whose it is', async () => {
    const { store } = setting();
    await store.feedback.rate(no, now);
    await store.feedback.keepQuestion(question('fråga'), 30, now);
    expect(Object.keys((await store.feedback.questions(null))[0]!).sort()).toEqual(['day', 'entry', 'language', 'outcome', 'question', 'reason']);
    expect(await store.forget('a:1')).toMatchObject({ conversation: 0 });
    expect(await store.feedback.questions(null)).toHaveLength(1);
  });
}
