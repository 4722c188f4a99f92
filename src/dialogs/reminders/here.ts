import type { Conversation } from '../../reminders/conversation';
import type { ReminderBook } from '../../reminders/book';
import { everyCourse } from '../../reminders/subscription';
import type { Showing } from '../answers/parts';
import type { Room } from '../room';

/** Where and when somebody says something about reminders: in a conversation that can be reminded. */
export interface Here extends Showing {
  room: Room;
  book: ReminderBook;
  conversation: Conversation;
  now: Date;
}

/** Whether reminders about a course come to this conversation. */
export async function isFollowed({ book, conversation }: Here, course: string): Promise<boolean> {
  return (await book.list(conversation)).some((one) => one.course === course || one.course === everyCourse);
}
