import { dayInSweden } from '../day';
import type { Language } from '../language';
import { nameOf, showing, sourceOf } from './answers/parts';
import { decidedBy, secrecyReasons, secrecySources } from './answers/secrecy';
import type { Steer } from './heard';
import type { Shown } from './memory';
import type { Block, Reply } from './reply';
import { examples, paragraphs, show, type Room } from './room';

/** "Varför?", "vilken paragraf?", "vem beslutar?": that part of the last answer alone. Null where the entry does not say. */
function partOf(room: Room, steer: 'why' | 'sources' | 'decidedBy', id: string, language: Language, now: Date): Reply | null {
  const entry = room.knowledge.entries.get(id);
  if (!entry) return null;
  const at = showing(room.knowledge, room.say, language, dayInSweden(now));
  const blocks = ((): Block[] => {
    if (entry.kind === 'secrecy') return { why: () => secrecyReasons(at, entry), sources: () => secrecySources(at, entry), decidedBy: () => [decidedBy(at, entry)] }[steer]();
    const links = show(room, id, language, now).blocks.filter(({ type }) => type === 'links');
    return steer === 'sources' ? [...links, sourceOf(at, entry)] : [];
  })();
  if (blocks.length === 0) return null;
  const again = { title: room.say(language, 'conversation.lastAnswer'), action: { v: 1, do: 'show', id, language } } as const;
  return { language, entry: id, title: nameOf(at, id), blocks, buttons: [again] };
}

/** The answer to a wish about the conversation itself; null where it says nothing without an answer before it. `shown`: newest first, all of it fresh. */
export function steered(room: Room, steer: Exclude<Steer, 'kept' | 'forget' | 'yesOrNo'>, shown: readonly Shown[], language: Language, now: Date): Reply | null {
  const [last, before] = shown;
  switch (steer) {
    case 'back':
      if (last) return show(room, (before ?? last).id, language, now);
      return { language, blocks: paragraphs(room, language, ['conversation.nothingBefore']), ...examples(room, language) };
    case 'aboutBot': {
      const { version, knowledge } = room;
      const told: Block[] = version === undefined ? [] : [{ type: 'note', text: room.say(language, 'conversation.version', { version, entries: String(knowledge.entries.size) }) }];
      return { language, blocks: [...paragraphs(room, language, ['welcome.personal', 'conversation.covers', 'welcome.guides']), ...told], ...examples(room, language) };
    }
    case 'again':
      return last ? show(room, last.id, language, now) : null;
    case 'inEnglish':
    case 'inSwedish': {
      const blocks = paragraphs(room, language, ['conversation.languageChosen']);
      if (!last) return { language, blocks, ...examples(room, language) };
      return { language, blocks, buttons: [{ title: room.say(language, 'conversation.lastAnswer'), action: { v: 1, do: 'show', id: last.id, language } }] };
    }
    case 'why':
    case 'sources':
    case 'decidedBy':
      return last ? partOf(room, steer, last.id, language, now) : null;
  }
}
