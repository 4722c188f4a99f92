import { newStemmer } from 'snowball-stemmers';
import type { Language } from '../language';

const snowball = { sv: newStemmer('swedish'), en: newStemmer('english') };

/** Enough for the vocabulary of the knowledge and of daily questions; bounded, since questions come from outside. */
const cacheSize = 50_000;

/**
 * Swedish endings that Snowball leaves, seen in the phrasings: neuter definite (brevet, avtalets), definite after a, or, el, al
 * (kopian, registratorn, växeln), neuter of adjectives (offentligt). It also cuts "hemlig" to "hem", secret to home; adjectives
 * in -lig therefore end here.
 */
function swedish(word: string): string {
  const adjective = /^(.{2,}lig)(?:a|t|e|en|het|heten|heter|heterna)?$/.exec(word)?.[1];
  if (adjective) return adjective;
  const base = word.length > 5 ? word.replace(/(?<=..[^e])ets?$/, '').replace(/(?<=..)(a|or|el|al)ns?$/, '$1') : word;
  return snowball.sv.stem(base);
}

const stemmers = { sv: swedish, en: (word: string) => snowball.en.stem(word) };

/** The stem of a folded word; `irregular` (folded) says which dictionary form stands for a form the rules do not reach. */
export function createStemmer(language: Language, irregular: Record<string, string>): (word: string) => string {
  // A Map: in a plain object "constructor" and its like would be found.
  const dictionary = new Map(Object.entries(irregular));
  const cache = new Map<string, string>();
  const stem = stemmers[language];
  return (word) => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    if (cache.size >= cacheSize) cache.clear();
    const found = stem(dictionary.get(word) ?? word);
    cache.set(word, found);
    return found;
  };
}
