import { fold } from './text';

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
 * Learns the words of the samples, and gives a function that puts the most frequent known word one typing error away in the
 * place of each unknown one. Known words, short words and those without such a neighbour stay as written.
 */
export function createSpelling(texts: Iterable<string>): (text: string) => string {
  const frequency = new Map<string, number>();
  for (const text of texts) {
    for (const word of fold(text).match(/\p{L}+/gu) ?? []) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  return (text) =>
    text.replace(/\p{L}+/gu, (word) => {
      const folded = fold(word);
      if (folded.length < shortest || frequency.has(folded)) return word;
      let best = word;
      let most = 0;
      for (const neighbour of neighbours(folded)) {
        const count = frequency.get(neighbour) ?? 0;
        if (count > most) {
          most = count;
          best = neighbour;
        }
      }
      return best;
    });
}
