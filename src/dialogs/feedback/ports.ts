import type { Language } from '../../language';

/** What may be wrong with an answer. */
export const complaints = ['wrong', 'hard', 'outdated', 'missing'] as const;

export type Complaint = (typeof complaints)[number];

/** What somebody thought of an answer. It does not tell who. */
export interface Rating {
  /** The entry that was shown; null where nothing tells which. */
  entry: string | null;
  helpful: boolean;
  reason: Complaint | null;
  language: Language;
}

/** Text that `createMask` has gone over. Nothing else may be kept of what somebody typed. */
export type Masked = string & { readonly masked: unique symbol };

/** A question for those who write the answers. */
export interface KeptQuestion {
  language: Language;
  /** none: it was not answered. answer: it was, and the answer did not help. */
  outcome: 'none' | 'answer';
  entry: string | null;
  reason: Complaint | null;
  question: Masked;
}

/** What was said of one entry, or (null) of answers that nobody knows any more. */
export interface Judged {
  entry: string | null;
  yes: number;
  no: number;
  reasons: Record<Complaint, number>;
}

/**
 * Keeps what people say of answers, by the day and not by the minute: a minute would tell which conversation it was.
 * Every method throws VagvisarenError STORE_UNAVAILABLE.
 */
export interface Feedback {
  /** Gives the id of the rating, by which a reason can be added. */
  rate(rating: Rating, now: Date): Promise<string>;
  /** Adds why an answer did not help, or another reason than before. Nothing where there is no such rating. */
  explain(rating: string, reason: Complaint): Promise<void>;
  /** Keeps a question, and deletes those that are older than so many days. */
  keepQuestion(question: KeptQuestion, days: number, now: Date): Promise<void>;
  /** Deletes questions kept on days before the day of `before`. Gives their number. */
  expireQuestions(before: Date): Promise<number>;
  /** By entry id, from a day (YYYY-MM-DD) on, or all. */
  judged(since: string | null): Promise<Judged[]>;
  /** Oldest day first, from a day on, or all. */
  questions(since: string | null): Promise<(KeptQuestion & { day: string })[]>;
}
