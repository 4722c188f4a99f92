import type { Language } from '../language';
import { fold } from './text';

const gramLength = 3;

function wordsOf(text: string): string[] {
  return fold(text).match(/\p{L}+/gu) ?? [];
}

function grams(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - gramLength + 1 }, (_, i) => padded.slice(i, i + gramLength));
}

/** Log-odds added for Swedish: questions without clear signs, such as a supplier's name, are Swedish … */
const swedishPrior = 1.5;
/** … and å, ä and ö point that way, but a place name in an English sentence ("the course in Skövde") does not decide. */
const swedishLetters = 3;
/** A known word says more than the letters of an unknown one. */
const wordWeight = 1.5;

/**
 * Learns to tell Swedish from English from the phrasings of the knowledge (naive Bayes with add-one smoothing):
 * words decide where they are known, letter trigrams where they are not.
 */
export function createLanguageDetector(samples: Iterable<{ text: string; language: Language }>): (text: string) => Language {
  const seen = { sv: new Map<string, number>(), en: new Map<string, number>() };
  const totals = { sv: { words: 0, grams: 0 }, en: { words: 0, grams: 0 } };
  const count = (language: Language, key: string) => seen[language].set(key, (seen[language].get(key) ?? 0) + 1);
  for (const { text, language } of samples) {
    for (const word of wordsOf(text)) {
      count(language, `=${word}`);
      totals[language].words++;
      for (const gram of grams(word)) {
        count(language, gram);
        totals[language].grams++;
      }
    }
  }
  const lead = (key: string, unit: 'words' | 'grams') =>
    Math.log(((seen.sv.get(key) ?? 0) + 1) / totals.sv[unit]) - Math.log(((seen.en.get(key) ?? 0) + 1) / totals.en[unit]);
  const known = (word: string) => seen.sv.has(`=${word}`) || seen.en.has(`=${word}`);

  return (text) => {
    const start = swedishPrior + (/[åäö]/i.test(text.normalize('NFC')) ? swedishLetters : 0);
    const score = wordsOf(text).reduce(
      (sum, word) => sum + (known(word) ? wordWeight * lead(`=${word}`, 'words') : grams(word).reduce((so, gram) => so + lead(gram, 'grams'), 0)),
      start,
    );
    return score >= 0 ? 'sv' : 'en';
  };
}
