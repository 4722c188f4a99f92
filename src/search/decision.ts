import { z } from 'zod';
import type { Analysed } from './analyse';
import { isEntry, kindOf } from './labelled';
import { terms, type PhraseIndex } from './phrase-index';
import type { Ranked, Ranking } from './ranker';

/** The numbers that turn a ranking into a decision. Fitted by `npm run train`, reviewed, kept in knowledge/ranking/decision.json. */
export const decisionSchema = z.strictObject({
  ranking: z.strictObject({ words: z.number(), letters: z.number(), kind: z.number(), index: z.number() }),
  /** Logistic regression over `evidence`: is the first hit right? */
  first: z.strictObject({ bias: z.number(), weights: z.array(z.number()) }),
  /** The same for: is a right one among the first three? */
  three: z.strictObject({ bias: z.number(), weights: z.array(z.number()) }),
  thresholds: z.strictObject({
    /** Confidence from which the first hit is shown alone. */
    answer: z.number(),
    /** The same where the first hit is about secrecy: a wrong answer there hurts a person. */
    secrecy: z.number(),
    /** Confidence that a right one is among three, from which they are offered. */
    choices: z.number(),
    /** Probability of a command from which it is carried out. */
    command: z.number(),
  }),
});

export type Decision = z.infer<typeof decisionSchema>;

/** What the confidence is judged by, in the order of `evidence`'s values; for --explain and for the training's report. */
export const evidenceNames = ['top', 'margin', 'outside', 'index', 'coverage', 'length', 'words', 'letters', 'kind', 'agreeing', 'secrecy', 'neighbours', 'rival'] as const;

/** Whether the content of one of two entries says what decides between them. */
export type AreNeighbours = (a: string, b: string) => boolean;

const smallest = 1e-6;
/** Brings log-odds, which reach ±14, to about the size of the other values. */
const logitScale = 1 / 4;

function logit(p: number): number {
  const q = Math.min(1 - smallest, Math.max(smallest, p));
  return Math.log(q / (1 - q)) * logitScale;
}

/**
 * How convincing a ranking is: log-odds of the first entry, its lead over the second, the probability of something outside,
 * MiniSearch's score for the first, how much of the question is made of known words (by rarity), how long it is, what each
 * regression alone gives the first, whether they agree, whether it is about secrecy, and whether the second is a neighbour that
 * the first's content warns of (`contrast`), and how much better MiniSearch likes something outside.
 */
export function evidence(question: Analysed, { ranked, retrieved, support }: Ranking, index: PhraseIndex, areNeighbours: AreNeighbours): number[] {
  const entries = ranked.filter(({ label }) => isEntry(label));
  const outside = ranked.reduce((sum, { label, probability }) => (isEntry(label) ? sum : sum + probability), 0);
  const [first, second] = entries;
  const asked = [...new Set(terms(question))];
  const weight = asked.reduce((sum, stem) => sum + index.rarity(stem), 0) || 1;
  const known = asked.reduce((sum, stem) => sum + (index.knows(stem) ? index.rarity(stem) : 0), 0);
  const scoreOf = (label: string | undefined) => retrieved.find((one) => one.label === label)?.score ?? 0;
  return [
    logit(first?.probability ?? 0),
    (Math.log((first?.probability ?? 0) + smallest) - Math.log((second?.probability ?? 0) + smallest)) * logitScale,
    logit(outside),
    scoreOf(first?.label),
    known / weight,
    Math.log(1 + asked.length) / 2,
    logit(support.words),
    logit(support.letters),
    logit(support.kind),
    support.agreeing / 3,
    first && kindOf(first.label) === 'secrecy' ? 1 : 0,
    first && second && areNeighbours(first.label, second.label) ? 1 : 0,
    scoreOf(retrieved.find(({ label }) => !isEntry(label))?.label) - scoreOf(first?.label),
  ];
}

/** An entry that is less probable than all the others together is never shown alone, however good the signs. */
export const moreLikelyThanNot = 0.5;

/** The probability that a logistic regression gives for some evidence. */
export function confidence(of: { bias: number; weights: number[] }, values: readonly number[]): number {
  const score = values.reduce((sum, value, i) => sum + value * (of.weights[i] ?? 0), of.bias);
  return 1 / (1 + Math.exp(-score));
}

/** Probability that the question is a command, a topic outside, or small talk, by kind. */
export function massOf(ranked: readonly Ranked[], kind: 'outside' | 'smalltalk' | 'command'): number {
  return ranked.reduce((sum, { label, probability }) => (kindOf(label) === kind ? sum + probability : sum), 0);
}

/** One decision for the learned ranker, one for MiniSearch alone. */
export const decisionsSchema = z.strictObject({
  /** The figures that the fit gave, for those who review it. */
  about: z.strictObject({ figures: z.record(z.string(), z.number()) }),
  learned: decisionSchema,
  index: decisionSchema,
});

export type Decisions = z.infer<typeof decisionsSchema>;
