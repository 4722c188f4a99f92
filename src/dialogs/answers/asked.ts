import type { Language } from '../../language';
import type { Search } from '../../search/engine';
import { clean, words } from '../../search/text';

type Understand = Search['parts']['understand'];

/** What a reader typed, for cards that put first what it names. */
export interface Asked {
  /** Which of the items it names, best first. */
  names(items: readonly string[]): number[];
  /** Whether these words stand in it, in this order. */
  says(phrase: string): boolean;
}

/** "källkritik", "AI" and "taligenkänning" stand beside each other in one item; "behovs- och kravanalyser" is one thing. */
const between = /(?<!-)(?:[,;()]|\s(?:och|eller|and|or)\s|(?:till exempel|for example))/;

/** A stem this long may begin a compound: "klarspråkskurs". A shorter one begins too many other words. */
const shortestBeginning = 5;
/** What the beginning of a compound counts beside the word itself. */
const beginning = 0.5;

/** How many words of the text stand in the question, all of them or none. */
function shared(text: string, asked: ReturnType<Understand>, understand: Understand): number {
  const { stems, isStop } = understand(text, asked.language);
  const topic = stems.filter((_, i) => !isStop[i]);
  const each = topic.map((stem) => {
    if (asked.stems.includes(stem)) return 1;
    return stem.length >= shortestBeginning && asked.words.some((word) => word.startsWith(stem)) ? beginning : 0;
  });
  return each.includes(0) ? 0 : each.reduce<number>((sum, one) => sum + one, 0);
}

/**
 * Which of the items the question names, those with most words in common first. An item, or one of the things that it
 * lists, must be there as a whole: nothing is said to match by a single common word.
 */
export function matching(items: readonly string[], question: string, language: Language, understand: Understand): number[] {
  const asked = understand(question, language);
  return items
    .map((item, index) => ({ index, score: Math.max(...item.split(between).map((part) => shared(part, asked, understand))) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ index }) => index);
}

/** What was typed, ready to be looked up in the items of a card. */
export function askedIn(text: string, language: Language, understand: Understand): Asked {
  const question = clean(text);
  return {
    names: (items) => matching(items, question, language, understand),
    says: (phrase) => ` ${words(question).join(' ')} `.includes(` ${words(phrase).join(' ')} `),
  };
}
