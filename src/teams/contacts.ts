import type { Conversation } from '../reminders/conversation';

/** What the bot keeps of those it talks with. Every method throws VagvisarenError STORE_UNAVAILABLE. */
export interface Contacts {
  /** False when this activity of the conversation was taken before, by this or another instance: Teams delivers again what was not answered in 15 s. */
  firstTime(conversation: string, activity: string, now: Date): Promise<boolean>;
  /** An activity that was named got no answer: when Teams delivers it again, it is the first time again. */
  unanswered(conversation: string, activity: string): Promise<void>;
  /** Keeps where the conversation can be reached. */
  remember(conversation: Conversation, now: Date): Promise<unknown>;
  /** The bot was removed there. */
  markUnreachable(conversation: string, now: Date): Promise<void>;
}
