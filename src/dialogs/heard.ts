import { languages, type Language } from '../language';
import { words } from '../search/text';
import type { Say } from './sentences';
import type { SentenceKey } from './sentence-keys';

/** What people type to steer the conversation rather than to ask: recognised word for word, so that no question is taken for it. */
export const steers = ['back', 'again', 'inEnglish', 'inSwedish', 'why', 'sources', 'decidedBy', 'kept', 'forget', 'yesOrNo', 'aboutBot'] as const;

export type Steer = (typeof steers)[number];

const keys: Record<Steer, SentenceKey> = {
  back: 'heard.back',
  again: 'heard.again',
  inEnglish: 'heard.inEnglish',
  inSwedish: 'heard.inSwedish',
  why: 'heard.why',
  sources: 'heard.sources',
  decidedBy: 'heard.decidedBy',
  kept: 'heard.kept',
  forget: 'heard.forget',
  yesOrNo: 'heard.yesOrNo',
  aboutBot: 'heard.aboutBot',
};

const placeKeys = ['heard.placeFirst', 'heard.placeSecond', 'heard.placeThird', 'heard.placeFourth', 'heard.placeFifth'] as const satisfies readonly SentenceKey[];

export interface Heard {
  /** What a text steers to; null for everything else. */
  steer(text: string): { steer: Steer; language: Language } | null;
  /** Whether a text begins as one that leans on what was said last: "och hemadressen?", "okej, men om …". */
  goesOn(text: string): boolean;
  /** Whether it begins as one that supposes something of what was said last: "och om …", "gäller det även …". */
  supposes(text: string): boolean;
  /** Which of several offered a text names by its place, from 0: "den första"; 'none' for "inget av dem". Null for everything else. */
  place(text: string): number | 'none' | null;
  /** The text without what points at something named before. */
  withoutPointers(text: string): string;
  /** Whether a text points at something named before: "den", "kursen". */
  pointsBack(text: string): boolean;
}

/** The items of a list that stands as one sentence, apart by "|". */
function listed(text: string): string[][] {
  return text.split('|').map(words);
}

function startsWith(text: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && text.length > beginning.length && beginning.every((word, i) => text[i] === word);
}

/** The words of a text as they were typed, without those that make a phrase. */
function without(typed: readonly string[], phrase: readonly string[]): string[] {
  const at = typed.findIndex((_, from) => phrase.every((word, i) => words(typed[from + i] ?? '').join(' ') === word));
  return at < 0 ? [...typed] : without([...typed.slice(0, at), ...typed.slice(at + phrase.length)], phrase);
}

/** Recognises the phrases of dialogs/heard.yaml, in both languages, with or without å ä ö and polite words around them. */
export function createHeard(say: Say): Heard {
  const all = (key: SentenceKey) => languages.flatMap((language) => listed(say(language, key)));
  const polite = new Set(all('heard.polite').flat());
  const bare = (text: readonly string[]) => {
    const from = text.findIndex((word) => !polite.has(word));
    const to = text.findLastIndex((word) => !polite.has(word));
    return from < 0 ? [...text] : text.slice(from, to + 1);
  };
  const phrases = new Map<string, { steer: Steer; language: Language }>();
  for (const steer of steers) {
    for (const language of languages) for (const phrase of listed(say(language, keys[steer]))) phrases.set(bare(phrase).join(' '), { steer, language });
  }
  const beginnings = all('heard.goesOn');
  // "och" names something else, "och om" asks the same again under a condition.
  const suppositions = beginnings.filter((beginning) => beginning.length > 1);
  const pointers = all('heard.pointers');
  const places = new Map<string, number | 'none'>([
    ...placeKeys.flatMap((key, i) => all(key).map((phrase) => [bare(phrase).join(' '), i] as const)),
    ...all('heard.placeNone').map((phrase) => [bare(phrase).join(' '), 'none'] as const),
  ]);
  /** Begins so, polite words before it left aside. */
  const begins = (text: string, openings: readonly string[][]) => {
    const typed = words(text);
    return typed.some((_, from) => typed.slice(0, from).every((word) => polite.has(word)) && openings.some((beginning) => startsWith(typed.slice(from), beginning)));
  };

  return {
    steer: (text) => phrases.get(bare(words(text)).join(' ')) ?? null,
    goesOn: (text) => begins(text, beginnings),
    supposes: (text) => begins(text, suppositions),
    place: (text) => places.get(bare(words(text)).join(' ')) ?? null,
    withoutPointers: (text) => pointers.reduce(without, text.split(/\s+/)).join(' '),
    pointsBack: (text) => pointers.some((phrase) => ` ${words(text).join(' ')} `.includes(` ${phrase.join(' ')} `)),
  };
}
