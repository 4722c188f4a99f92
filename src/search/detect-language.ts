import { languages, type Language } from '../language';
import { wordsOf, type Vocabulary } from './vocabulary';

const gramLength = 3;

function grams(word: string): string[] {
  const padded = ` ${word} `;
  return Array.from({ length: padded.length - gramLength + 1 }, (_, i) => padded.slice(i, i + gramLength));
}

/** Log-odds for the language that is spoken already: questions without clear signs, such as a supplier's name, are in it. */
const prior = 1.5;
/** å, ä and ö point to Swedish, but a place name in an English sentence ("the course in Skövde") does not decide. */
const swedishLetters = 3;
/** A known word says more than the letters of an unknown one. */
const wordWeight = 1.5;

/**
 * Learns to tell Swedish from English from the phrasings of the knowledge (naive Bayes with add-one smoothing):
 * words decide where they are known, letter trigrams where they are not. `spoken`: the language so far.
 */
export function createLanguageDetector(vocabulary: Vocabulary): (text: string, spoken: Language) => Language {
  const seen = { sv: new Map<string, number>(), en: new Map<string, number>() };
  const totals = { sv: 0, en: 0 };
  for (const language of languages) {
    for (const [word, count] of vocabulary[language]) {
      for (const gram of grams(word)) {
        seen[language].set(gram, (seen[language].get(gram) ?? 0) + count);
        totals[language] += count;
      }
    }
  }
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((so, count) => so + count, 0);
  const words = { sv: sum(vocabulary.sv), en: sum(vocabulary.en) };
  const wordLead = (word: string) => Math.log(((vocabulary.sv.get(word) ?? 0) + 1) / words.sv) - Math.log(((vocabulary.en.get(word) ?? 0) + 1) / words.en);
  const gramLead = (gram: string) => Math.log(((seen.sv.get(gram) ?? 0) + 1) / totals.sv) - Math.log(((seen.en.get(gram) ?? 0) + 1) / totals.en);
  const known = (word: string) => vocabulary.sv.has(word) || vocabulary.en.has(word);

  return (text, spoken) => {
    const start = (spoken === 'sv' ? prior : -prior) + (/[åäö]/i.test(text.normalize('NFC')) ? swedishLetters : 0);
    const score = wordsOf(text).reduce(
      (so, word) => so + (known(word) ? wordWeight * wordLead(word) : grams(word).reduce((of, gram) => of + gramLead(gram), 0)),
      start,
    );
    return score >= 0 ? 'sv' : 'en';
  };
}
