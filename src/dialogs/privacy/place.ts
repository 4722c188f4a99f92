import type { Conversation } from '../../reminders/conversation';
import type { Showing } from '../answers/parts';
import type { Reply } from '../reply';
import type { Room } from '../room';
import type { SentenceKey } from '../sentence-keys';
import type { PrivacyAction } from './actions';
import type { Privacy } from './ports';

/** Where somebody asks what is kept: in a conversation about which something may be. */
export interface Place extends Showing {
  room: Room;
  privacy: Privacy;
  conversation: Conversation;
}

/** What is said differently of a person's chat, of a group's and of a channel. */
export type OfPlace = Record<Conversation['kind'], SentenceKey>;

/** A number of something: "1 kurs", "2 kurser". */
export function counted({ say }: Pick<Showing, 'say'>, count: number, one: SentenceKey, many: SentenceKey): string {
  return count === 1 ? say(one) : say(many, { count: String(count) });
}

/** A button of this part. */
export function button({ say, language }: Pick<Showing, 'say' | 'language'>, title: SentenceKey, what: PrivacyAction['do']): Reply['buttons'][number] {
  return { title: say(title), action: { v: 1, do: what, language } };
}
