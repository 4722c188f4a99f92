import { confidence, evidence, massOf, moreLikelyThanNot, type Decision } from '../search/decision';
import { createSearch, type SearchParts } from '../search/engine';
import { kindOf } from '../search/labelled';
import { clean } from '../search/text';
import { judge, type Grade } from './judge';
import { fitLogistic, type Observation } from './logistic';
import { commandOf, type Question } from './question';

/**
 * From which confidence on something is shown. Confidence is fitted; what is sure enough is not, so that it stays the same from one
 * training to the next. Measured on 889 questions, harder than what people send: about secrecy each wrong answer less between 0.7 and
 * 0.86 costs four or five right ones that become choices, and above that more.
 */
const thresholds: Decision['thresholds'] = { answer: 0.7, secrecy: 0.8, choices: 0.45, command: 0.5 };

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

function gradeOf(one: Seen, sure: { first: number; three: number }): Grade {
  const { question, hits } = one;
  if (one.command >= thresholds.command) return commandOf(question) ? 'right' : 'wrong';
  const limit = kindOf(hits[0]?.id ?? 'process/') === 'secrecy' ? thresholds.secrecy : thresholds.answer;
  const outcome = sure.first >= limit && (hits[0]?.score ?? 0) >= moreLikelyThanNot ? 'answer' : sure.three >= thresholds.choices ? 'choices' : 'none';
  return judge(question, { outcome, hits, action: null });
}

/**
 * How much each part of the ranking counts. Not fitted: on 889 questions the worth of kind 1 to 1.5 and index 2 to 3 differs by less than
 * 0.005, so that a fit would turn with every phrasing, and people's answers with it. Kind 0.5 is worse by as much: it answers what only
 * sounds like the bot's business.
 */
const learnedRanking: Decision['ranking'] = { words: 1, letters: 1, kind: 1, index: 2 };

/**
 * Fits how sure to be on questions that are not in the knowledge.
 * The figures are cross-fitted: the confidence of each question comes from the other four fifths.
 */
export function fitDecision(questions: readonly Question[], parts: Omit<SearchParts, 'decision'>): { decision: Decision; figures: Record<string, number> } {
  const ranking = parts.model ? learnedRanking : openDecision.ranking;
  const seen = observe(questions, parts, ranking);
  const sure = crossFitted(seen);
  const asked = seen.map((one, i) => ({ one, sure: sure[i]! })).filter(({ one }) => !['reminder', 'none'].includes(one.question.kind));
  const share = (test: (one: Seen, grade: Grade) => boolean) =>
    Math.round((1000 * asked.filter(({ one, sure: by }) => test(one, one.fixed ? (one.firstRight ? 'right' : 'offered') : gradeOf(one, by))).length) / asked.length) / 10;
  const outside = seen.map((one, i) => ({ one, grade: one.fixed ? 'right' : gradeOf(one, sure[i]!) })).filter(({ one }) => one.question.kind === 'none');
  const shareOutside = (of: Grade) => Math.round((1000 * outside.filter(({ grade }) => grade === of).length) / (outside.length || 1)) / 10;
  return {
    decision: { ranking, ...regressions(seen), thresholds },
    figures: {
      questions: questions.length,
      firstOrAcceptable: share((one) => one.firstRight),
      amongThree: share((one) => one.threeRight),
      right: share((_, grade) => grade === 'right' || grade === 'near'),
      offered: share((_, grade) => grade === 'offered'),
      wrong: share((_, grade) => grade === 'wrong'),
      refusedOutside: shareOutside('right'),
      answeredOutside: shareOutside('wrong'),
    },
  };
}
