import type { Language } from '../language';
import type { Found } from '../search/found';
import { buttonsTo, nameOf } from './answers/parts';
import { paragraphs, type Room } from './room';
import type { Block, Reply } from './reply';

const mostChoices = 3;

/** The entries that are offered. */
export function offered({ hits }: Pick<Found, 'hits'>): string[] {
  return hits.slice(0, mostChoices).map(({ id }) => id);
}

/** What decides between the entries offered, where the content of one says so of another. */
function decides({ knowledge, say }: Room, ids: readonly string[], language: Language): Block[] {
  const items = ids.flatMap((id, i) => {
    const entry = knowledge.entries.get(id);
    // One sentence a pair is enough: the first of the two has the word, if its content says something.
    const told = ids.slice(0, i).filter((earlier) => knowledge.entries.get(earlier)?.contrast.some((one) => one.with === id));
    const row = entry?.contrast.find((one) => ids.includes(one.with) && !told.includes(one.with));
    return entry && row ? [say(language, 'conversation.contrast', { a: nameOf({ knowledge, language }, id), b: nameOf({ knowledge, language }, row.with), text: row[language] })] : [];
  });
  return items.length > 0 ? [{ type: 'list', title: say(language, 'conversation.whatDecides'), items }] : [];
}

/** "Menade du …?": three entries to choose from, what tells them apart, and a way out. */
export function choicesReply(room: Room, found: Pick<Found, 'language' | 'hits'>): Reply {
  const { language } = found;
  const ids = offered(found);
  return {
    language,
    blocks: [...paragraphs(room, language, ['conversation.choose']), ...decides(room, ids, language)],
    buttons: [
      ...buttonsTo({ knowledge: room.knowledge, language }, ids),
      { title: room.say(language, 'conversation.noneOfThese'), action: { v: 1, do: 'noneOfThese', language } },
    ],
  };
}
