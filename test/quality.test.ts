import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { productRoot } from '../src/assemble';
import { findOverlaps } from '../src/measure/overlap';
import { parseQuestions, type Question } from '../src/measure/question';
import { judgeAll, summarise, summariseAll } from '../src/measure/summary';
import { fold } from '../src/search/text';
import { product } from './support/product';

const { search, samples, knowledge } = product();
const folder = join(productRoot, 'test', 'questions');
const read = (path: string) => parseQuestions(readFileSync(path, 'utf8'), path);
const find = (text: string) => search.find(text);
/** Without those about entries that were retired since: no answer to them is right any more. */
const current = (questions: readonly Question[]) => questions.filter(({ expect: ids }) => ids.length === 0 || ids.some((id) => knowledge.entries.has(id)));
const devQuestions = read(join(folder, 'dev.jsonl'));
const dev = current(devQuestions);
const fresh = judgeAll(current(read(join(folder, 'fresh.jsonl'))), find);
const judged = judgeAll(dev, find);
const answerable = judged.filter(({ question }) => !['none', 'reminder'].includes(question.kind));

describe('the dev questions, which the knowledge has not seen', () => {
  const rows = summariseAll(judged);
  const row = (group: string) => rows.find((one) => one.group === group)!;

  test('a right entry stands first for at least 92 %', () => expect(row('answerable').first).toBeGreaterThanOrEqual(0.92));
  test('at least 82 % are right, shown alone', () => expect(row('answerable').grades.right).toBeGreaterThanOrEqual(0.82));
  test('at least 95 % are right or offered', () => {
    const { right, near, offered } = row('answerable').grades;
    expect(right + near + offered).toBeGreaterThanOrEqual(0.95);
  });
  test('at most 2 % are wrong, and none about secrecy', () => {
    expect(row('answerable').grades.wrong).toBeLessThanOrEqual(0.02);
    expect(row('kind secrecy').grades.wrong).toBe(0);
  });
  test('at least 92 % of what is outside is refused', () => expect(row('kind none').grades.right).toBeGreaterThanOrEqual(0.92));

  test('å ä ö typed as a a o give the same within 3 points', () => {
    const folded = judgeAll(answerable.map(({ question }) => ({ ...question, q: fold(question.q) })), find);
    expect(Math.abs(summarise('folded', folded).first! - row('answerable').first!)).toBeLessThanOrEqual(0.03);
  });

  test('at least nine tenths are about entries that are still there', () => expect(dev.length).toBeGreaterThanOrEqual(devQuestions.length * 0.9));

  // Those who write an entry do not write the questions that measure it.
  test('at least four fifths of the secrecy entries are expected at least once', () => {
    const secrecy = [...knowledge.entries.values()].filter(({ kind }) => kind === 'secrecy');
    const expected = new Set(dev.flatMap(({ expect: ids }) => ids));
    expect(secrecy.filter(({ id }) => expected.has(id)).length).toBeGreaterThanOrEqual(secrecy.length * 0.8);
  });
});

describe('other questions that the knowledge has not seen', () => {
  const of = (questions: Parameters<typeof summariseAll>[0], group: string) => summariseAll(questions).find((row) => row.group === group)!;

  test('of everyday ones 85 % are right or near, shown alone, and at most 2 % wrong', () => {
    const { right, near, wrong } = of(fresh, 'answerable').grades;
    expect(right + near).toBeGreaterThanOrEqual(0.85);
    expect(wrong).toBeLessThanOrEqual(0.02);
  });

  test('English is within 5 points of Swedish', () => {
    const all = [...judged, ...fresh];
    expect(Math.abs(of(all, 'language sv').first! - of(all, 'language en').first!)).toBeLessThanOrEqual(0.05);
  });

  test('of those that only sound like the bot’s business two thirds are refused, and at most 15 % answered', () => {
    const { right, wrong } = of(judgeAll(current(read(join(folder, 'outside.jsonl'))), find), 'kind none').grades;
    expect(right).toBeGreaterThanOrEqual(2 / 3);
    expect(wrong).toBeLessThanOrEqual(0.15);
  });
});

test('no test question, nor a light rewording of one, is in the knowledge', () => {
  const questions = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).flatMap((name) => read(join(folder, name)));
  const phrasings = samples.filter(({ describes }) => !describes).map(({ text }) => text);
  expect(findOverlaps(questions.map(({ q }) => q), phrasings)).toEqual([]);
});

test('no answer that permits disclosure stands alone while those that forbid it have a chance of 5 %', () => {
  const verdict = (id: string) => {
    const entry = knowledge.entries.get(id);
    return entry?.kind === 'secrecy' ? entry.verdict : undefined;
  };
  const hard = read(join(productRoot, 'knowledge', 'ranking', 'questions.jsonl'));
  let permitting = 0;
  for (const { q } of [...dev, ...hard]) {
    const { outcome, by, hits } = search.find(q);
    if (outcome !== 'answer' || by !== 'ranking' || !/^m\w+Disclose$/.test(verdict(hits[0]!.id) ?? '')) continue;
    permitting++;
    const { ranked } = search.parts.rank(search.parts.understand(q));
    const forbidding = ranked.filter(({ label }) => verdict(label) === 'doNotDisclose').reduce((sum, { probability }) => sum + probability, 0);
    expect([q, forbidding < 0.05]).toEqual([q, true]);
  }
  expect(permitting).toBeGreaterThan(20);
});

describe('must never be wrong', () => {
  const pairs = parse(readFileSync(join(folder, 'must-never.yaml'), 'utf8')) as { question: string; never: string[]; because: string }[];

  test('there are enough of them to mean something', () => expect(pairs.length).toBeGreaterThanOrEqual(40));

  test.each(pairs.map(({ question, never }) => [question, never] as const))('%s', (question, never) => {
    const { outcome, hits } = search.find(question);
    if (outcome === 'answer') expect(never).not.toContain(hits[0]!.id);
  });
});
