import { dayInSweden } from '../day';
import type { Entry } from '../knowledge/schema';
import type { Language } from '../language';
import { canRegister, comingOccasions, describeOccasion } from './answers/occasions';
import { nameOf, showing, type Showing } from './answers/parts';
import type { Block, Reply } from './reply';
import { show, type Room } from './room';

/** An entry in a list to choose from, and what is posted when it is chosen. */
export interface Listed {
  id: string;
  title: string;
  /** What tells it from the others, in one line. */
  line: string;
  /** The answer for people who did not ask: without buttons, which work only where the bot is a member. Folds and links stay. */
  posted: Reply;
}

/** Up to the first full stop, question mark or exclamation mark that a new sentence follows. */
function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s+(?=[\p{Lu}”“"])/u, 1)[0]!;
}

function textOf(blocks: readonly Block[], type: 'verdict' | 'lead'): string {
  const block = blocks.find((one): one is Extract<Block, { type: typeof type }> => one.type === type);
  return block ? firstSentence(block.text) : '';
}

/** The verdict before the answer, unless the answer begins with its very words. */
function withVerdict({ say }: Showing, verdict: string, answer: string): string {
  return answer.startsWith(verdict) ? answer : say('lookup.verdict', { verdict, answer });
}

/** The verdict, the place in the structure, the supplier to ask first, the next date; or else what the answer begins with. */
function lineOf(at: Showing, entry: Entry, { blocks }: Reply): string {
  const lead = textOf(blocks, 'lead');
  switch (entry.kind) {
    case 'secrecy':
      return withVerdict(at, textOf(blocks, 'verdict'), lead);
    case 'area':
    case 'group':
    case 'process': {
      const facts = blocks.find((block) => block.type === 'facts');
      return entry.removed ? lead : (facts?.rows[0]?.value ?? lead);
    }
    case 'supplier':
      return entry.suppliers[0] ? at.say('lookup.firstSupplier', { supplier: entry.suppliers[0] }) : lead;
    case 'framework':
      return lead;
    case 'course': {
      const coming = comingOccasions(at, entry);
      const next = coming.find((occasion) => canRegister(at, occasion)) ?? coming[0];
      return next ? at.say('lookup.nextOccasion', { occasion: describeOccasion(at, next) }) : lead;
    }
  }
}

/** An entry as a row of a list; nothing where there is no such entry. */
export function listed(room: Room, id: string, language: Language, now: Date): Listed | undefined {
  const { knowledge, say, search } = room;
  const entry = knowledge.entries.get(id);
  if (!entry) return undefined;
  const at = showing(knowledge, say, language, dayInSweden(now));
  // Nor can it be judged: that too works only where the bot is a member.
  const reply = show({ knowledge, say, search }, id, language, now);
  return { id, title: nameOf(at, id), line: lineOf(at, entry, reply), posted: { ...reply, buttons: [] } };
}
