import { languages, type Language } from '../language';
import { fold } from './text';

/** How often each folded word occurs in the samples of a language. */
export type Vocabulary = Record<Language, ReadonlyMap<string, number>>;

/** The words of letters in a text, folded. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/\p{L}+/gu) ?? [];
}

/** Counts the words of all samples, by language. */
export function countVocabulary(samples: Iterable<{ text: string; language: Language }>): Vocabulary {
  const counts = Object.fromEntries(languages.map((language) => [language, new Map<string, number>()])) as Record<Language, Map<string, number>>;
  for (const { text, language } of samples) {
    for (const word of wordsOf(text)) counts[language].set(word, (counts[language].get(word) ?? 0) + 1);
  }
  return counts;
}
