import type { Knowledge } from '../knowledge/load';
import { languages, type Language } from '../language';
import { createAnalyser } from './analyse';
import { fold } from './text';

/** Shorter words are names and grammar more often than topics. */
const shortest = 5;

/**
 * Words of phrasings that the search learns nothing general from: their stem stands in one phrasing alone, and no concept of
 * knowledge/language/concepts.yaml holds them. By language, alphabetically. An editor may bring some under a concept.
 */
export function unreachedWords({ entries, language: data }: Knowledge): Record<Language, string[]> {
  const { analyse, contentStems } = createAnalyser(data);
  const unreached = (language: Language): string[] => {
    const phrasingsWith = new Map<string, number>();
    const written = new Map<string, string>();
    for (const entry of entries.values()) {
      for (const phrasing of entry.phrasings[language]) {
        for (const stem of new Set(contentStems(phrasing, language))) phrasingsWith.set(stem, (phrasingsWith.get(stem) ?? 0) + 1);
        for (const word of phrasing.match(/\p{Ll}{2,}/gu) ?? []) written.set(contentStems(word, language)[0] ?? '', word);
      }
    }
    return [...phrasingsWith]
      .flatMap(([stem, count]) => {
        const word = written.get(stem);
        return count === 1 && word && fold(word).length >= shortest && analyse(word, language).concepts.length === 0 ? [word] : [];
      })
      .sort((a, b) => a.localeCompare(b, language));
  };
  return Object.fromEntries(languages.map((language) => [language, unreached(language)])) as Record<Language, string[]>;
}
