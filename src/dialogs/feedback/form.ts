import type { Language } from '../../language';
import type { Room } from '../room';
import { complaints, type Complaint, type Rating } from './ports';
import { complaintKeys, knownEntry } from './wording';

/** What the form asks that opens behind a thumb. */
export interface FeedbackForm {
  title: string;
  lead: string;
  /** One of them may be chosen; none under a thumb up. */
  reasons: { value: Complaint; title: string }[];
  /** Asked only where the operator keeps questions, and only under a thumb down. */
  question?: { label: string; hint: string };
  note: string;
  send: string;
}

/** What the form gave. */
export interface FormGiven extends Rating {
  /** As typed. */
  question?: string | undefined;
}

type FormRoom = Pick<Room, 'say' | 'knowledge' | 'feedback' | 'questions'>;

/** The form for a thumb up, which only needs to be sent, or a thumb down. */
export function feedbackForm({ say, questions }: FormRoom, helpful: boolean, language: Language): FeedbackForm {
  const asked = questions && !helpful;
  return {
    title: say(language, 'feedback.formTitle'),
    lead: say(language, helpful ? 'feedback.formHelped' : 'feedback.whatWasWrong'),
    reasons: helpful ? [] : complaints.map((value) => ({ value, title: say(language, complaintKeys[value]) })),
    ...(asked ? { question: { label: say(language, 'feedback.formQuestion'), hint: say(language, 'feedback.formHint', { days: String(questions.days) }) } } : {}),
    note: say(language, 'feedback.formNote'),
    send: say(language, 'feedback.send'),
  };
}

/**
 * Keeps what the form gave.
 * @throws VagvisarenError STORE_UNAVAILABLE
 */
export async function takeFeedback({ knowledge, feedback, questions }: FormRoom, { question, ...given }: FormGiven, now: Date): Promise<void> {
  const rating = { ...given, entry: knownEntry(knowledge, given.entry), reason: given.helpful ? null : given.reason };
  await feedback?.rate(rating, now);
  if (question === undefined || given.helpful) return;
  const { entry, reason, language } = rating;
  await questions?.keep({ entry, reason, language, outcome: 'answer', text: question }, now);
}
