import { words } from '../../search/text';
import { listed, type Speaking } from './wording';

/** What is typed to go on from an area, taken from dialogs/call-off.yaml. Everything folded, words joined by one space. */
export interface FollowUpPhrases {
  declined: string[];
  /** Says so only together with whom it is about: "kan inte". */
  cannot: string[];
  next: string[];
  /** May follow, and says nothing by itself: "vad gör jag nu". */
  then: string[];
  /** How the suppliers are called by their rank, the first first. */
  ranks: string[][];
  supplier: string[];
  /** Words that may stand around the others. */
  around: ReadonlySet<string>;
  draft: string[];
  areas: string[];
}

function joined(text: string): string {
  return words(text).join(' ');
}

function folded(items: readonly string[]): string[] {
  // The longest first: "den första" before "första", so that nothing is left of it.
  return items.map(joined).sort((a, b) => b.length - a.length);
}

/** The phrase table of a language. */
export function followUpPhrases({ say }: Pick<Speaking, 'say'>): FollowUpPhrases {
  return {
    declined: folded(listed(say('call-off.heardDeclined'))),
    cannot: folded(listed(say('call-off.heardCannot'))),
    next: folded(listed(say('call-off.heardNext'))),
    then: folded(listed(say('call-off.heardThen'))),
    ranks: listed(say('call-off.heardRanks')).map((names) => folded(names.split(','))),
    supplier: folded(listed(say('call-off.heardSupplier'))),
    around: new Set(listed(say('call-off.heardAround')).flatMap(words)),
    draft: folded(listed(say('call-off.heardDraft'))),
    areas: folded(listed(say('call-off.heardAreas'))),
  };
}

/** The text without those expressions, and whether any stood there. */
function without(text: string, expressions: readonly string[]): { text: string; found: boolean } {
  const rest = expressions.reduce((left, expression) => left.replaceAll(` ${expression} `, ' '), text);
  return { text: rest, found: rest !== text };
}

/** Longer messages tell more than that somebody declined, and the search reads them. */
const mostWords = 16;

/**
 * The rank of the supplier that a message says declined; 'next' where it is the one now asked. Null for anything else: every
 * word of the message must be accounted for, so that no question is taken for it.
 */
export function declinedIn(text: string, phrases: FollowUpPhrases): number | 'next' | null {
  const typed = words(text);
  if (typed.length > mostWords) return null;
  const next = without(` ${typed.join(' ')} `, phrases.next);
  const declined = without(without(next.text, phrases.then).text, phrases.declined);
  const cannot = without(declined.text, phrases.cannot);
  let rest = cannot.text;
  let rank = 0;
  phrases.ranks.forEach((names, i) => {
    const called = without(rest, names);
    rest = called.text;
    if (called.found) rank = i + 1;
  });
  const supplier = without(rest, phrases.supplier);
  if (!supplier.text.split(' ').every((word) => word === '' || phrases.around.has(word))) return null;
  const about = rank > 0 || supplier.found;
  if (!next.found && !declined.found && !(cannot.found && about)) return null;
  return rank > 0 ? rank : 'next';
}

/** What else is asked for in so many words. */
export function wishIn(text: string, { draft, areas }: FollowUpPhrases): 'draft' | 'areas' | null {
  const typed = joined(text);
  if (draft.includes(typed)) return 'draft';
  return areas.includes(typed) ? 'areas' : null;
}
