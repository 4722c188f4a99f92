import type { Language } from '../language';
import type { Conversation } from '../reminders/conversation';
import type { Reply } from './reply';
import { examples, paragraphs, type Room } from './room';

/**
 * What the bot says once where it has been added: to a person who it is, what it answers and how far one may rely on it,
 * with questions to try; to others, shortly, how it is asked.
 */
export function welcomeReply(room: Pick<Room, 'say'>, kind: Conversation['kind'], language: Language): Reply {
  switch (kind) {
    case 'personal':
      return { language, blocks: paragraphs(room, language, ['welcome.personal', 'conversation.covers', 'welcome.guides']), ...examples(room, language) };
    case 'group':
      return { language, blocks: paragraphs(room, language, ['welcome.group']), buttons: [] };
    case 'channel':
      return { language, blocks: paragraphs(room, language, ['welcome.channel', 'welcome.channelFollows']), buttons: [] };
  }
}
