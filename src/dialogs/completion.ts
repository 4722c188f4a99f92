import { describingTexts } from '../knowledge/entry-text';
import type { Knowledge } from '../knowledge/load';
import { languages, type Language } from '../language';
import { fold, words } from '../search/text';
import { countVocabulary, type Vocabulary } from '../search/vocabulary';

/** Fewer letters begin too many words to guess from. */
const shortestStart = 3;

/** What the knowledge's own words say of a text that is being typed. */
export interface Completion {
  /** Whether each word of the text is one of the language, or begins one. */
  knows(text: string, language: Language): boolean;
  /** The text, its last word completed to the most frequent word that begins so; words that are known stay. */
  complete(text: string, language: Language): string;
}

function mostFrequentFirst(counts: ReadonlyMap<string, number>): string[] {
  return [...counts].toSorted((a, b) => b[1] - a[1]).map(([word]) => word);
}

function learn({ entries }: Knowledge): { vocabulary: Vocabulary; byFrequency: Record<Language, string[]> } {
  const vocabulary = countVocabulary(
    [...entries.values()].flatMap((entry) =>
      languages.flatMap((language) => [...entry.phrasings[language], ...describingTexts(entry, language)].map((text) => ({ text, language })))),
  );
  return { vocabulary, byFrequency: { sv: mostFrequentFirst(vocabulary.sv), en: mostFrequentFirst(vocabulary.en) } };
}

/** Learns the words from what people type and from the short texts of the entries. */
export function createCompletion(knowledge: Knowledge): Completion {
  let counted: { vocabulary: Vocabulary; byFrequency: Record<Language, string[]> } | undefined;
  // Counting takes a tenth of a second, for which no start of the bot should wait.
  const learned = () => (counted ??= learn(knowledge));
  const mostFrequent = (start: string, language: Language) => learned().byFrequency[language].find((word) => word.startsWith(start));

  return {
    knows: (text, language) => words(text).every((word) => /\p{N}/u.test(word) || mostFrequent(word, language) !== undefined),
    complete(text, language) {
      const last = /\p{L}+$/u.exec(text)?.[0] ?? '';
      const start = fold(last);
      if (start.length < shortestStart || languages.some((one) => learned().vocabulary[one].has(start))) return text;
      const whole = mostFrequent(start, language) ?? mostFrequent(start, language === 'sv' ? 'en' : 'sv');
      return whole === undefined ? text : text.slice(0, -last.length) + whole;
    },
  };
}
