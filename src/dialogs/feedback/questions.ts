import type { Aside } from '../../search/found';
import type { Found } from '../../search/found';
import type { Feedback, KeptQuestion, Masked } from './ports';

/** What the operator has switched on: questions kept for those who write the answers. Names and numbers never get that far. */
export interface Questions {
  /** So long they are kept. */
  days: number;
  /** @throws VagvisarenError STORE_UNAVAILABLE */
  keep(question: Omit<KeptQuestion, 'question'> & { text: string }, now: Date): Promise<void>;
}

/** Small talk says nothing about the answers, and danger is nobody's to read afterwards. */
const leftOut: ReadonlySet<Aside['kind']> = new Set(['empty', 'emergency', 'smalltalk']);

/** Whether a question found no answer that somebody could write. */
export function isUnanswered({ outcome, aside }: Pick<Found, 'outcome' | 'aside'>): boolean {
  return outcome === 'none' && !(aside && leftOut.has(aside.kind));
}

/** The way of every question into the store: through the mask. */
export function createQuestions(feedback: Pick<Feedback, 'keepQuestion'>, mask: (text: string) => Masked, days: number): Questions {
  return {
    days,
    async keep({ text, ...rest }, now) {
      const question = mask(text);
      if (question) await feedback.keepQuestion({ ...rest, question }, days, now);
    },
  };
}
