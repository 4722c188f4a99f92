import { confidence, evidence, massOf, moreLikelyThanNot, type Decision } from '../search/decision';
import { createSearch, type SearchParts } from '../search/engine';
import { kindOf } from '../search/labelled';
import { clean } from '../search/text';
import { judge, type Grade } from './judge';
import { fitLogistic, type Observation } from './logistic';
import { commandOf, type Question } from './question';

/**
 * What each outcome is worth. An error takes away more than what a right answer brings, while a choice brings more than half of it:
 * an answer must be about four in five sure to be shown alone. The questions fitted on are harder than what people send: their
 * writers were asked for the odd and indirect, and for what sounds like the bot's business and is not.
 */
const worth: Record<Grade, number> = { right: 1, near: 0.9, offered: 0.55, missed: -0.3, wrong: -1.2 };
/** The same for questions outside: offering something irrelevant is a nuisance, smaller than keeping silent where there is an answer. */
const worthOutside: Record<Grade, number> = { right: 1, near: 0, offered: 0.3, missed: 0, wrong: -1.2 };
/** An error about secrecy hurts a person, whether the question had an answer or not. */
const wrongSecrecy = -2;

const crossFits = 5;

interface Seen {
  question: Question;
  values: number[];
  /** Probability that it is a command. */
  command: number;
  /** Settled before the thresholds. */
  fixed: boolean;
  hits: { id: string; score: number }[];
  firstRight: boolean;
  threeRight: boolean;
}

/** The settings of a decision that say nothing yet: everything is answered. Used while observing. */
export const openDecision: Decision = {
  ranking: { words: 1, letters: 1, kind: 0.5, index: 2 },
  first: { bias: 0, weights: [] },
  three: { bias: 0, weights: [] },
  thresholds: { answer: 0, secrecy: 0, choices: 0, command: 2 },
};

function observe(questions: readonly Question[], parts: Omit<SearchParts, 'decision'>, ranking: Decision['ranking']): Seen[] {
  const search = createSearch({ ...parts, decision: { ...openDecision, ranking } });
  const { understand, index, rank, areNeighbours } = search.parts;
  return questions.map((question) => {
    const found = search.find(question.q);
    const analysed = understand(clean(question.q));
    const ranking = rank(analysed);
    const right = (id: string | undefined) => id !== undefined && (question.expect.includes(id) || question.accept.includes(id));
    return {
      question,
      values: evidence(analysed, ranking, index, areNeighbours),
      command: massOf(ranking.ranked, 'command'),
      // Every threshold is open here: what is refused all the same never reaches them.
      fixed: found.by === 'rule' || found.outcome === 'none',
      hits: found.hits,
      firstRight: right(found.hits[0]?.id),
      threeRight: found.hits.slice(0, 3).some(({ id }) => right(id)),
    };
  });
}

function regressions(seen: readonly Seen[]): Pick<Decision, 'first' | 'three'> {
  const plain = seen.filter(({ question, fixed }) => question.kind !== 'reminder' && !fixed);
  const of = (truth: (one: Seen) => boolean): Observation[] => plain.map((one) => ({ values: one.values, truth: truth(one) ? 1 : 0, weight: 1 }));
  return { first: fitLogistic(of((one) => one.firstRight)), three: fitLogistic(of((one) => one.threeRight)) };
}

/** Confidences for each question from regressions that have not seen it. */
function crossFitted(seen: readonly Seen[]): { first: number; three: number }[] {
  const fitted = Array.from({ length: crossFits }, (_, part) => regressions(seen.filter((_one, i) => i % crossFits !== part)));
  return seen.map(({ values }, i) => {
    const { first, three } = fitted[i % crossFits]!;
    return { first: confidence(first, values), three: confidence(three, values) };
  });
}

function gradeWith(one: Seen, sure: { first: number; three: number }, thresholds: Decision['thresholds']): Grade {
  const { question, hits } = one;
  if (one.command >= thresholds.command) return commandOf(question) ? 'right' : 'wrong';
  const limit = kindOf(hits[0]?.id ?? 'process/') === 'secrecy' ? thresholds.secrecy : thresholds.answer;
  const outcome = sure.first >= limit && (hits[0]?.score ?? 0) >= moreLikelyThanNot ? 'answer' : sure.three >= thresholds.choices ? 'choices' : 'none';
  return judge(question, { outcome, hits, action: null });
}

function value(one: Seen, grade: Grade): number {
  if (grade === 'wrong' && kindOf(one.hits[0]?.id ?? 'process/') === 'secrecy') return wrongSecrecy;
  return (one.question.kind === 'none' ? worthOutside : worth)[grade];
}

/** No answer is shown alone that is not at least this sure, whatever the fit finds worth while. */
const lowestConfidence = 0.7;

const steps = (from: number, to: number, by: number): number[] => Array.from({ length: Math.round((to - from) / by) + 1 }, (_, i) => Math.round((from + i * by) * 1000) / 1000);

function bestThresholds(seen: readonly Seen[], sure: readonly { first: number; three: number }[]): { thresholds: Decision['thresholds']; mean: number } {
  const open = seen.map((one, i) => ({ one, sure: sure[i]! })).filter(({ one }) => one.question.kind !== 'reminder' && !one.fixed);
  let best = { thresholds: { answer: 1, secrecy: 1, choices: 0.5, command: 0.5 }, mean: -Infinity };
  for (const choices of steps(0.1, 0.8, 0.05)) {
    for (const answer of steps(lowestConfidence, 0.96, 0.02)) {
      for (const secrecy of steps(answer, 0.98, 0.02)) {
        const thresholds = { answer, secrecy, choices, command: 0.5 };
        const sum = open.reduce((so, { one, sure: by }) => so + value(one, gradeWith(one, by, thresholds)), 0);
        if (sum / open.length > best.mean) best = { thresholds, mean: sum / open.length };
      }
    }
  }
  return best;
}

/** Ranking weights that are tried; the one with most right entries first and among three is taken. */
const rankings: Decision['ranking'][] = [0.5, 1].flatMap((kind) => [0, 2, 4].map((index) => ({ words: 1, letters: 1, kind, index })));

/**
 * Fits ranking weights, confidence and thresholds on questions that are not in the knowledge.
 * The figures are cross-fitted: the confidence of each question comes from the other four fifths.
 */
export function fitDecision(questions: readonly Question[], parts: Omit<SearchParts, 'decision'>): { decision: Decision; figures: Record<string, number> } {
  const good = (seen: readonly Seen[]) => seen.reduce((sum, one) => sum + Number(one.firstRight) + Number(one.threeRight), 0);
  const tried = (parts.model ? rankings : [openDecision.ranking]).map((ranking) => ({ ranking, seen: observe(questions, parts, ranking) }));
  const { ranking, seen } = tried.reduce((a, b) => (good(b.seen) > good(a.seen) ? b : a));
  const sure = crossFitted(seen);
  const { thresholds } = bestThresholds(seen, sure);
  const asked = seen.map((one, i) => ({ one, sure: sure[i]! })).filter(({ one }) => !['reminder', 'none'].includes(one.question.kind));
  const share = (test: (one: Seen, grade: Grade) => boolean) =>
    Math.round((1000 * asked.filter(({ one, sure: by }) => test(one, one.fixed ? (one.firstRight ? 'right' : 'offered') : gradeWith(one, by, thresholds))).length) / asked.length) / 10;
  const outside = seen.map((one, i) => ({ one, sure: sure[i]! })).filter(({ one }) => one.question.kind === 'none');
  return {
    decision: { ranking, ...regressions(seen), thresholds },
    figures: {
      questions: questions.length,
      firstOrAcceptable: share((one) => one.firstRight),
      amongThree: share((one) => one.threeRight),
      right: share((_, grade) => grade === 'right' || grade === 'near'),
      offered: share((_, grade) => grade === 'offered'),
      wrong: share((_, grade) => grade === 'wrong'),
      refusedOutside: Math.round((1000 * outside.filter(({ one, sure: by }) => one.fixed || gradeWith(one, by, thresholds) === 'right').length) / (outside.length || 1)) / 10,
    },
  };
}
