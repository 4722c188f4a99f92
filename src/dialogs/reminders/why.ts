import type { Conversation } from '../../reminders/conversation';
import type { Showing } from '../answers/parts';
import type { Block } from '../reply';

const keys = { personal: 'reminders.whyPersonal', group: 'reminders.whyGroup', channel: 'reminders.whyChannel' } as const;

/** Why a message comes that nobody asked for just now. `course` as inside a sentence. */
export function why({ say }: Pick<Showing, 'say'>, kind: Conversation['kind'], course: string): Block {
  return { type: 'note', text: say(keys[kind], { course }) };
}
