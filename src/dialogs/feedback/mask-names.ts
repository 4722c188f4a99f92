import { fold } from '../../search/text';
import type { FirstNames } from './first-names';

/** One word of a text and what tells whether it is a name. */
interface Word {
  from: number;
  to: number;
  folded: string;
  isCapital: boolean;
  /** All capitals, and few: "OSL", "SKL-dagen". */
  isAcronym: boolean;
  opensSentence: boolean;
  /** Only a space lies between it and the word before. */
  followsOn: boolean;
}

/** Endings of surnames that hardly any other word has. */
const surname = /(?:sson|sdotter|qvist|dottir)s?$/;
const notSurnames = new Set(['lesson', 'lessons']);

function wordsIn(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(/\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu)].map(([word], i, all) => {
    const from = all[i]!.index;
    const between = text.slice(end, from);
    end = from + word.length;
    return {
      from,
      to: end,
      folded: fold(word),
      isCapital: /^\p{Lu}/u.test(word) && word !== 'I',
      isAcronym: /^\p{Lu}{2,5}(?:-|$)/u.test(word),
      opensSentence: i === 0 || /[.!?:…]/.test(between),
      followsOn: i > 0 && /^\s+$/.test(between),
    };
  });
}

/**
 * Finds names of people: first names of the list, what follows a title or a role, words with capitals in a row, surnames by their
 * ending, and a capital inside a sentence on a word that the knowledge does not have. Takes rather one too many than one too few;
 * a rare name in lower case, or alone at the beginning of a sentence, stays.
 * @param knowsPart whether the knowledge has a folded word
 * @returns where names stand in a text: from and to, in order
 */
export function createNameFinder(firstNames: FirstNames, knowsPart: (folded: string) => boolean): (text: string) => { from: number; to: number }[] {
  const folded = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(fold));
  const sets = { names: folded(firstNames.names), alsoWords: folded(firstNames.alsoWords), titles: folded(firstNames.titles), roles: folded(firstNames.roles), particles: folded(firstNames.particles), laws: folded(firstNames.laws) };

  const knows = (word: string) => word.split(/['’-]/).every(knowsPart);
  /** Also "Annas" and "Anna-Karin". */
  const has = (names: ReadonlySet<string>, word: string) =>
    word.split(/['’-]/).some((part) => names.has(part) || (part.endsWith('s') && names.has(part.slice(0, -1))));
  const isFirstName = ({ folded, isCapital }: Word) => has(sets.names, folded) || (isCapital && has(sets.alsoWords, folded));
  const isSurname = ({ folded }: Word) => surname.test(folded) && !notSurnames.has(folded);

  /** A capital that a sentence's beginning, or an abbreviation, does not explain. */
  const capital = (word: Word) => word.isCapital && !(word.isAcronym && !isFirstName(word)) && !(word.opensSentence && knows(word.folded) && !isFirstName(word));

  /** The last word of a row of capitals, small words of names inside it, that begins here. */
  const rowEnd = (words: readonly Word[], start: number): number => {
    let last = start;
    for (let i = start + 1; i < words.length && words[i]!.followsOn; i++) {
      if (capital(words[i]!)) last = i;
      else if (!sets.particles.has(words[i]!.folded)) break;
    }
    return last;
  };

  const namesFrom = (words: readonly Word[], i: number): number | null => {
    const word = words[i]!;
    if (word.followsOn && sets.laws.has(words[i - 1]!.folded)) return null;
    const before = word.followsOn || /^(?:dr|prof|mr|mrs|ms|hr)$/.test(words[i - 1]?.folded ?? '') ? words[i - 1] : undefined;
    const titled = before && (sets.titles.has(before.folded) ? !knows(word.folded) || word.isCapital : sets.roles.has(before.folded) && word.isCapital && !word.isAcronym);
    const end = capital(word) ? rowEnd(words, i) : i;
    if (isFirstName(word) || titled) {
      const next = words[end + 1];
      // "kerstin lindberg": whoever writes a first name small does so with the surname too.
      return next?.followsOn && !next.isAcronym && !knows(next.folded) ? end + 1 : end;
    }
    if (isSurname(word) || end > i) return end;
    return capital(word) && !word.opensSentence && !knows(word.folded) ? i : null;
  };

  return (text) => {
    const words = wordsIn(text);
    const found: { from: number; to: number }[] = [];
    for (let i = 0; i < words.length; i++) {
      const end = namesFrom(words, i);
      if (end === null) continue;
      const [{ from, followsOn }, { to }] = [words[i]!, words[end]!];
      const last = found.at(-1);
      if (last && followsOn && last.to === words[i - 1]!.to) last.to = to;
      else found.push({ from, to });
      i = end;
    }
    return found;
  };
}
