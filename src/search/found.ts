import type { Language } from '../language';

/**
 * What a question leads to.
 * answer: sure enough to show the first hit alone. choices: the first three are offered as "did you mean".
 * none: not covered, or nothing to search for. action: something to do rather than to answer.
 */
export type Outcome = 'answer' | 'choices' | 'none' | 'action';

export const commandNames = ['subscribe', 'list', 'cancel'] as const;
export type CommandName = (typeof commandNames)[number];

export interface Hit {
  /** Entry id. */
  id: string;
  /** Probability that this entry is what was asked for, 0–1. */
  score: number;
}

/** Why there is no answer, where the bot knows. */
export type Aside =
  | { kind: 'empty' }
  | { kind: 'emergency' }
  /** A topic of knowledge/outside.yaml. */
  | { kind: 'outside'; topic: string }
  | { kind: 'smalltalk'; topic: string };

export interface Found {
  language: Language;
  outcome: Outcome;
  action: { name: CommandName; id: string | null } | null;
  /** The command is about every course: "stäng av alla". */
  everyCourse?: boolean;
  /** Best first, also when the outcome is none. */
  hits: Hit[];
  aside?: Aside;
  /** Whether a rule settled it (a code, an exact name, small talk, danger) or the ranking with its thresholds. */
  by: 'rule' | 'ranking';
  /** How sure the decision is that the first hit is right, 0–1. */
  confidence: number;
  /** For `ask --explain`: what happened on the way. */
  path: string[];
}
