import { findOverlaps } from '../../src/measure/overlap';
import { foldCount, splitFolds } from '../../src/measure/folds';
import { judge } from '../../src/measure/judge';
import { fitLogistic } from '../../src/measure/logistic';
import { confidence } from '../../src/search/decision';
import { parseQuestions, type Question } from '../../src/measure/question';
import type { Found } from '../../src/search/found';

const question = (more: Partial<Question> = {}): Question => ({ id: 'x', q: 'x', lang: 'sv', kind: 'secrecy', expect: ['secrecy/a'], accept: ['secrecy/b'], note: '', ...more });
const found = (outcome: Found['outcome'], ids: string[] = [], action: Found['action'] = null) => ({ outcome, hits: ids.map((id) => ({ id, score: 0.5 })), action });

test.each([
  ['the expected entry alone', question(), found('answer', ['secrecy/a']), 'right'],
  ['an acceptable entry alone', question(), found('answer', ['secrecy/b']), 'near'],
  ['another entry alone, though the right one is second', question(), found('answer', ['secrecy/c', 'secrecy/a']), 'wrong'],
  ['the right one third of the choices', question(), found('choices', ['x', 'y', 'secrecy/a']), 'offered'],
  ['the right one fourth of the choices', question(), found('choices', ['x', 'y', 'z', 'secrecy/a']), 'missed'],
  ['a refusal', question(), found('none', ['secrecy/a']), 'missed'],
  ['a command', question(), found('action', ['secrecy/a'], { name: 'list', id: null }), 'wrong'],
  ['a question outside, refused', question({ kind: 'none', expect: [], accept: [] }), found('none'), 'right'],
  ['a question outside, answered', question({ kind: 'none', expect: [], accept: [] }), found('answer', ['secrecy/a']), 'wrong'],
  ['a question outside, with choices', question({ kind: 'none', expect: [], accept: [] }), found('choices', ['secrecy/a']), 'offered'],
  ['a reminder, understood', question({ kind: 'reminder', expect: ['course/ugl'], accept: [], note: 'action:subscribe' }), found('action', [], { name: 'subscribe', id: 'course/ugl' }), 'right'],
  ['a reminder for another course', question({ kind: 'reminder', expect: ['course/ugl'], accept: [], note: 'action:subscribe' }), found('action', [], { name: 'subscribe', id: 'course/ul' }), 'wrong'],
  ['a reminder for all taken for one', question({ kind: 'reminder', expect: [], accept: [], note: 'action:cancel; all' }), found('action', [], { name: 'cancel', id: 'course/ul' }), 'wrong'],
  ['a reminder answered with the course', question({ kind: 'reminder', expect: ['course/ugl'], accept: [], note: 'action:subscribe' }), found('answer', ['course/ugl']), 'near'],
])('%s is graded', (_name, asked, got, grade) => expect(judge(asked, got)).toBe(grade));

test('folds hold out every phrasing once, and never a text of the entry itself', () => {
  const samples = Array.from({ length: 100 }, (_, i) => ({ text: `t${i}`, language: 'sv' as const, label: `secrecy/e${i % 7}`, ...(i % 10 === 0 ? { describes: true as const } : {}) }));
  const folds = splitFolds(samples, ({ describes }) => !describes);
  expect(folds).toHaveLength(foldCount);
  expect(folds.flatMap(({ held }) => held.map(({ text }) => text)).sort()).toEqual(samples.filter(({ describes }) => !describes).map(({ text }) => text).sort());
  for (const { train, held } of folds) for (const one of held) expect(train.some(({ text }) => text === one.text)).toBe(false);
});

test('logistic regression finds what decides', () => {
  const observations = Array.from({ length: 200 }, (_, i) => ({ values: [i % 2, (i * 7) % 5], truth: i % 2, weight: 1 }));
  const fitted = fitLogistic(observations);
  expect(confidence(fitted, [1, 2])).toBeGreaterThan(0.9);
  expect(confidence(fitted, [0, 2])).toBeLessThan(0.1);
});

test.each([
  ['hur länge är man borta på kursen', 'Hur länge är man borta på kursen UGL?', 1],
  ['hur länge är man borta på kursen', 'Vad kostar kursen, och hur långt bort är den?', 0],
])('%s against %s', (asked, text, count) => expect(findOverlaps([asked], [text])).toHaveLength(count));

test.each([
  ['not JSON', '{', 'line 2: not JSON'],
  ['a missing field', '{"id":"x"}', 'line 2'],
  ['an unknown kind', JSON.stringify({ ...question(), kind: 'weather' }), 'kind'],
])('a question file with %s is refused, naming file and line', (_name, line, message) => {
  expect(() => parseQuestions(`${JSON.stringify(question())}\n${line}\n`, 'q.jsonl')).toThrow(expect.objectContaining({ code: 'QUESTIONS_INVALID', message: expect.stringContaining(message) }));
});
