import { dayInSweden } from '../../day';
import { VagvisarenError } from '../../errors';
import type { Language } from '../../language';
import { everyCourse } from '../../reminders/subscription';
import type { Found } from '../../search/found';
import type { Action } from '../action';
import { showing } from '../answers/parts';
import type { Reply } from '../reply';
import type { Room } from '../room';
import type { Turn } from '../turn';
import type { ReminderAction } from './actions';
import { follow, whichToFollow } from './follow';
import type { Here } from './here';
import { overview } from './overview';
import { registered, snooze } from './put-off';
import { stopAll, stopOne, stopUnnamed } from './stop';
import { elsewhere, storeDown } from './unavailable';

/** What people say and tap about their reminders. */
export interface ReminderTalk {
  /** A typed command: subscribe, list or cancel. */
  command(found: Found, turn: Turn): Promise<Reply>;
  act(action: ReminderAction, turn: Turn): Promise<Reply>;
}

/** As long a text as a button that asks may carry. */
const longestAsked = 500;

/** What somebody wants of the reminders, once it is clear that they work here. */
interface Wish {
  language: Language;
  course: string | null;
  /** What asks for it once more. */
  again: Action;
  grant(here: Here): Promise<Reply> | Reply;
}

function commanded({ action, everyCourse: isEvery, language }: Found, { text }: Turn): Wish {
  const course = isEvery ? everyCourse : (action?.id ?? null);
  const wish = { language, course, again: { v: 1, do: 'ask', text: text.slice(0, longestAsked), language } } as const;
  switch (action?.name) {
    case 'subscribe':
      return { ...wish, grant: (here) => (course ? follow(here, course) : whichToFollow(here)) };
    case 'cancel':
      if (isEvery) return { ...wish, grant: stopAll };
      return { ...wish, grant: (here) => (course ? stopOne(here, course) : stopUnnamed(here)) };
    default:
      return { ...wish, grant: (here) => overview(here) };
  }
}

function tapped(action: ReminderAction): Wish {
  const wish = { language: action.language, course: 'course' in action ? (action.course ?? null) : null, again: action };
  switch (action.do) {
    case 'follow':
      return { ...wish, grant: (here) => follow(here, action.course) };
    case 'stop':
      return { ...wish, grant: (here) => (action.course === undefined ? stopAll(here) : stopOne(here, action.course)) };
    case 'reminders':
      return { ...wish, grant: (here) => overview(here) };
    case 'snooze':
      return { ...wish, grant: (here) => snooze(here, action, action.until) };
    case 'registered':
      return { ...wish, grant: (here) => registered(here, action) };
  }
}

export function createReminderTalk(room: Room): ReminderTalk {
  const answer = async ({ language, course, again, grant }: Wish, { conversation, now }: Turn): Promise<Reply> => {
    const { reminders: book, knowledge, say } = room;
    if (!book || !conversation) return elsewhere(room, language, course, now);
    try {
      return await grant({ ...showing(knowledge, say, language, dayInSweden(now)), room, book, conversation, now });
    } catch (error) {
      if (error instanceof VagvisarenError && error.code === 'STORE_UNAVAILABLE') return storeDown(room, language, again);
      throw error;
    }
  };

  return {
    command: (found, turn) => answer(commanded(found, turn), turn),
    act: (action, turn) => answer(tapped(action), turn),
  };
}
