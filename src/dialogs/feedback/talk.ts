import { VagvisarenError } from '../../errors';
import { buttonsTo } from '../answers/parts';
import type { Reply } from '../reply';
import { oldButton, paragraphs, type Room } from '../room';
import type { Turn } from '../turn';
import type { FeedbackAction } from './actions';
import { complaints, type Feedback } from './ports';
import { complaintKeys, knownEntry, wayOnKey } from './wording';

/** What people say of an answer by its buttons; in Teams by the form behind the thumbs (form.ts). */
export interface FeedbackTalk {
  act(action: FeedbackAction, turn: Pick<Turn, 'now'>): Promise<Reply>;
}

export function createFeedbackTalk(room: Room): FeedbackTalk {
  const { say, knowledge } = room;

  const whyNot = (rating: string, { entry, language }: FeedbackAction): Reply => ({
    language,
    blocks: paragraphs(room, language, ['feedback.whatWasWrong']),
    buttons: complaints.map((reason) => ({ title: say(language, complaintKeys[reason]), action: { v: 1, do: 'explain', rating, reason, entry, language } })),
  });

  const wayOn = ({ entry, language }: FeedbackAction): Reply => ({
    language,
    blocks: paragraphs(room, language, ['feedback.thanksForReason', wayOnKey(knowledge, entry)]),
    buttons: entry !== null && knowledge.entries.has(entry) ? buttonsTo({ knowledge, language }, [entry]) : [],
  });

  const take = async (feedback: Feedback, action: FeedbackAction, now: Date): Promise<Reply> => {
    const { language } = action;
    if (action.do === 'explain') {
      await feedback.explain(action.rating, action.reason);
      return wayOn(action);
    }
    const rating = await feedback.rate({ entry: knownEntry(knowledge, action.entry), helpful: action.helpful, reason: null, language }, now);
    return action.helpful ? { language, blocks: paragraphs(room, language, ['feedback.thanks']), buttons: [] } : whyNot(rating, action);
  };

  return {
    async act(action, { now }) {
      const { language } = action;
      if (!room.feedback) return oldButton(room, language);
      try {
        return await take(room.feedback, action, now);
      } catch (error) {
        if (!(error instanceof VagvisarenError) || error.code !== 'STORE_UNAVAILABLE') throw error;
        return { language, blocks: paragraphs(room, language, ['feedback.storeDown']), buttons: [{ title: say(language, 'reminders.tryAgain'), action }] };
      }
    },
  };
}
