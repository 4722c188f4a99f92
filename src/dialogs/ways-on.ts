import type { Found } from '../search/found';
import type { Reply } from './reply';
import { examples, examplesOfHelp, paragraphs, type Room } from './room';
import { sentenceFiles, type SentenceKey } from './sentence-keys';

const smalltalkKeys: Record<string, SentenceKey> = {
  greeting: 'conversation.greeting',
  thanks: 'conversation.thanks',
  help: 'conversation.help',
  'who-are-you': 'conversation.whoAreYou',
};

/** The reply when no entry answers: small talk, danger, topics of others, or simply not known. Each has a way on. */
export function nothingFound(room: Room, { language, aside }: Pick<Found, 'language' | 'aside'>): Reply {
  switch (aside?.kind) {
    case 'empty':
      return { language, blocks: paragraphs(room, language, ['conversation.empty']), ...examples(room, language) };
    case 'emergency':
      return { language, blocks: [{ type: 'verdict', text: room.say(language, 'conversation.emergencyVerdict'), tone: 'stop' }, ...paragraphs(room, language, ['conversation.emergency', 'conversation.emergencyAfter'])], buttons: [] };
    case 'smalltalk':
      return { language, blocks: paragraphs(room, language, [smalltalkKeys[aside.topic] ?? 'conversation.help']), ...examples(room, language, aside.topic === 'help' ? examplesOfHelp : undefined) };
    case 'outside': {
      const wayOn: SentenceKey = aside.topic in sentenceFiles.outside ? (`outside.${aside.topic}` as SentenceKey) : 'conversation.notCovered';
      return { language, blocks: paragraphs(room, language, [wayOn, 'conversation.covers']), ...examples(room, language) };
    }
    default:
      return { language, blocks: paragraphs(room, language, ['conversation.notCovered', 'conversation.covers', 'conversation.rephrase']), ...examples(room, language) };
  }
}
