import { words } from '../search/text';

/** From this share of common words two texts count as the same question, lightly reworded. */
export const sameQuestion = 0.75;

/** A question of one or two words is a term, not a wording: that the knowledge knows the term is the point. */
export const fewestWords = 3;

export interface Overlap {
  question: string;
  text: string;
  share: number;
}

/** Common words over all words of two texts (Jaccard), folded; 0–1. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return common / (a.size + b.size - common || 1);
}

/** Pairs of a test question and a text of the knowledge that are the same but for a word or two: there must be none. */
export function findOverlaps(questions: readonly string[], texts: readonly string[]): Overlap[] {
  const sets = texts.map((text) => ({ text, set: new Set(words(text)) }));
  return questions.flatMap((question) => {
    const asked = new Set(words(question));
    if (asked.size < fewestWords) return [];
    return sets.flatMap(({ text, set }) => {
      const share = jaccard(asked, set);
      return share >= sameQuestion ? [{ question, text, share }] : [];
    });
  });
}
