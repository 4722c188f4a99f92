import { languages } from '../language';
import { fold } from './text';
import type { Vocabulary } from './vocabulary';

/** Shorter words have too many neighbours to guess from. */
const shortest = 5;
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Everything one typing error away that begins alike: a letter lost, doubled or added, changed, or two swapped. */
function* neighbours(word: string): Generator<string> {
  for (let i = 1; i < word.length; i++) {
    const before = word.slice(0, i);
    const after = word.slice(i);
    yield before + after.slice(1);
    if (after.length > 1) yield before + after[1]! + after[0]! + after.slice(2);
    for (const letter of letters) {
      yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
  for (const letter of letters) yield word + letter;
}

/**
 * Gives a function that puts the most frequent known word one typing error away in the place of each unknown one.
 * Known words, short words and those without such a neighbour stay as written.
 */
export function createSpelling(vocabulary: Vocabulary): (text: string) => string {
  const frequency = (word: string) => languages.reduce((sum, language) => sum + (vocabulary[language].get(word) ?? 0), 0);
  return (text) =>
    text.replace(/\p{L}+/gu, (word) => {
      const folded = fold(word);
      if (folded.length < shortest || frequency(folded) > 0) return word;
      let best = word;
      let most = 0;
      for (const neighbour of neighbours(folded)) {
        const count = frequency(neighbour);
        if (count > most) {
          most = count;
          best = neighbour;
        }
      }
      return best;
    });
}
