import type { Language } from '../../language';
import type { Action } from '../action';
import type { Reply } from '../reply';
import { examples, paragraphs, show, type Room } from '../room';

/** Where nobody can be reminded, as at the command line: says so, and shows the course that was named. */
export function elsewhere(room: Room, language: Language, course: string | null, now: Date): Reply {
  if (!course || !room.knowledge.entries.has(course)) return { language, blocks: paragraphs(room, language, ['reminders.elsewhere']), ...examples(room, language) };
  const card = show(room, course, language, now);
  return {
    ...card,
    blocks: [...paragraphs(room, language, ['reminders.elsewhere', 'reminders.courseMeanwhile']), ...card.blocks],
    buttonsTitle: room.say(language, 'conversation.related'),
    buttons: card.buttons.filter(({ action }) => action.do !== 'follow'),
  };
}

/** While the store is down: reminders wait, everything else goes on. `again` is what was wanted. */
export function storeDown(room: Room, language: Language, again: Action): Reply {
  return {
    language,
    blocks: paragraphs(room, language, ['reminders.storeDown']),
    buttons: [{ title: room.say(language, 'reminders.tryAgain'), action: again }],
  };
}
