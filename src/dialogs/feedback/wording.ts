import type { Knowledge } from '../../knowledge/load';
import type { Language } from '../../language';
import type { Reply } from '../reply';
import type { Say } from '../sentences';
import type { SentenceKey } from '../sentence-keys';
import type { Complaint } from './ports';

/** How each complaint is said, in a button or a form. */
export const complaintKeys: Record<Complaint, SentenceKey> = {
  wrong: 'feedback.wrong',
  hard: 'feedback.hard',
  outdated: 'feedback.outdated',
  missing: 'feedback.missing',
};

/** "Hjälpte det?", under an answer. `entry` is what it shows, null for several to choose from. */
export function feedbackRow(say: Say, language: Language, entry: string | null): NonNullable<Reply['feedback']> {
  const answers = [['feedback.yes', true], ['feedback.no', false]] as const;
  return {
    title: say(language, 'feedback.didItHelp'),
    buttons: answers.map(([title, helpful]) => ({ title: say(language, title), action: { v: 1, do: 'rate', entry, helpful, language } })),
  };
}

/** The entry, if there is one of that name: what a card or a memory says may be old, and no other text may be kept for an id. */
export function knownEntry({ entries }: Pick<Knowledge, 'entries'>, id: string | null): string | null {
  return id !== null && entries.has(id) ? id : null;
}

/** Whom to ask instead, by what the answer was about. */
export function wayOnKey({ entries }: Pick<Knowledge, 'entries'>, id: string | null): SentenceKey {
  switch (id === null ? undefined : entries.get(id)?.kind) {
    case 'secrecy':
      return 'answers.askSecrecy';
    case 'area':
    case 'group':
    case 'process':
      return 'answers.askClassification';
    case 'supplier':
    case 'framework':
      return 'answers.askAgreement';
    case 'course':
      return 'answers.askCourse';
    default:
      return 'conversation.rephrase';
  }
}
