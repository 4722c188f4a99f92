import type { Found } from '../search/found';
import { commandOf, type Question } from './question';

/**
 * right: what was expected, shown alone (or refused, or done).
 * near: another reasonable entry, shown alone.
 * offered: among the three choices; for a question outside: something was offered that has nothing to do with it.
 * wrong: something else shown alone, as if sure. The worst.
 * missed: nothing of use.
 */
export const grades = ['right', 'near', 'offered', 'wrong', 'missed'] as const;
export type Grade = (typeof grades)[number];

const shownChoices = 3;

export function judge(question: Question, found: Pick<Found, 'outcome' | 'hits' | 'action'>): Grade {
  const { outcome, hits, action } = found;
  const first = hits[0]?.id ?? '';
  if (question.kind === 'none') return outcome === 'none' ? 'right' : outcome === 'choices' ? 'offered' : 'wrong';
  if (question.kind === 'reminder') {
    const expected = question.expect[0] ?? null;
    if (outcome === 'action') return action?.name === commandOf(question) && (action?.id ?? null) === expected ? 'right' : 'wrong';
    if (outcome === 'answer') return question.expect.includes(first) ? 'near' : 'wrong';
    return 'missed';
  }
  switch (outcome) {
    case 'answer':
      return question.expect.includes(first) ? 'right' : question.accept.includes(first) ? 'near' : 'wrong';
    case 'choices':
      return hits.slice(0, shownChoices).some(({ id }) => question.expect.includes(id) || question.accept.includes(id)) ? 'offered' : 'missed';
    case 'action':
      return 'wrong';
    case 'none':
      return 'missed';
  }
}

/** Whether a right entry stands first, whatever was decided; undefined where the question has none. */
export function rightFirst(question: Question, { hits }: Pick<Found, 'hits'>): boolean | undefined {
  if (question.kind === 'none' || question.kind === 'reminder') return undefined;
  return question.expect.includes(hits[0]?.id ?? '');
}

/** The same among the first three. */
export function rightAmongThree(question: Question, { hits }: Pick<Found, 'hits'>): boolean | undefined {
  if (question.kind === 'none' || question.kind === 'reminder') return undefined;
  return hits.slice(0, shownChoices).some(({ id }) => question.expect.includes(id));
}
