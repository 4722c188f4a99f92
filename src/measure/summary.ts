import { grades, judge, rightAmongThree, rightFirst, type Grade } from './judge';
import type { Found } from '../search/found';
import type { Question } from './question';

export interface Judged {
  question: Question;
  found: Found;
  grade: Grade;
}

export function judgeAll(questions: readonly Question[], find: (text: string) => Found): Judged[] {
  return questions.map((question) => {
    const found = find(question.q);
    return { question, found, grade: judge(question, found) };
  });
}

/** Counts of one group of questions; shares are of the group. */
export interface Row {
  group: string;
  count: number;
  /** Share with a right entry first, and among the first three; undefined for groups without entries to find. */
  first?: number;
  three?: number;
  grades: Record<Grade, number>;
}

function share(values: readonly (boolean | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.filter(Boolean).length / known.length;
}

export function summarise(group: string, judged: readonly Judged[]): Row {
  const first = share(judged.map(({ question, found }) => rightFirst(question, found)));
  const three = share(judged.map(({ question, found }) => rightAmongThree(question, found)));
  return {
    group,
    count: judged.length,
    ...(first === undefined ? {} : { first }),
    ...(three === undefined ? {} : { three }),
    grades: Object.fromEntries(grades.map((grade) => [grade, judged.filter((one) => one.grade === grade).length / (judged.length || 1)])) as Record<Grade, number>,
  };
}

/** Only the questions that an entry answers. */
export function summariseAnswerable(group: string, judged: readonly Judged[]): Row {
  return summarise(group, judged.filter(({ question }) => question.kind !== 'none' && question.kind !== 'reminder'));
}

/** All, answerable, and by kind and language. */
export function summariseAll(judged: readonly Judged[]): Row[] {
  const by = (name: string, of: (one: Judged) => string) =>
    [...new Set(judged.map(of))].sort().map((value) => summarise(`${name} ${value}`, judged.filter((one) => of(one) === value)));
  return [
    summarise('all', judged),
    summariseAnswerable('answerable', judged),
    ...by('kind', ({ question }) => question.kind),
    ...by('language', ({ question }) => question.lang),
  ];
}

/** Of the first hits that the ranking gave with a confidence in each band, shown alone or not, how many were right or acceptable. */
export function calibration(judged: readonly Judged[]): { from: number; to: number; hits: number; right: number }[] {
  const bands = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001];
  return bands.slice(0, -1).map((from, i) => {
    const to = bands[i + 1]!;
    const within = judged.filter(({ question, found }) => question.kind !== 'reminder' && found.by === 'ranking' && found.hits.length > 0 && found.action === null && found.confidence >= from && found.confidence < to);
    const right = within.filter(({ question, found }) => [...question.expect, ...question.accept].includes(found.hits[0]!.id)).length;
    return { from, to: Math.min(1, to), hits: within.length, right };
  });
}
