import type { Language } from '../language';
import type { Conversation } from '../reminders/conversation';
import type { Found } from '../search/found';
import type { Reply } from './reply';

/** One thing a person said or tapped. */
export interface Turn {
  /** What was typed, mentions of the bot removed. Any text at all. */
  text: string;
  /** Which language it is in, when somebody has said so; otherwise the bot recognises it. */
  language?: Language;
  /** What a tapped button carried, unchecked. */
  action?: unknown;
  /** Where it was said, when the bot can write there later; not at the command line. */
  conversation?: Conversation;
  now: Date;
}

export interface Answered {
  reply: Reply;
  /** What the search made of the text; not there when a button was tapped. */
  found?: Found;
  /** Everything about the conversation was just deleted at somebody's wish: nothing of this turn may be stored. */
  forgotten?: true;
  /**
   * Remembers what was shown, for the next question, with Teams' id of the message that shows it; to be called when it was sent.
   * Never fails: without its memory the bot answers all the same.
   */
  keep(message?: string): Promise<void>;
}
