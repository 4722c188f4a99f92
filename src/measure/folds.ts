import type { Language } from '../language';
import { isEntry, type Labelled } from '../search/labelled';
import { createRandom, shuffle } from '../search/model/random';

export const foldCount = 5;

/** Any fixed number: the folds must be the same every time for figures to be comparable. */
const foldSeed = 7;

export interface Fold {
  /** What the search may learn from. */
  train: Labelled[];
  /** Phrasings of entries held out: each must find its entry without itself. */
  held: { text: string; language: Language; label: string }[];
}

/** Splits the samples into five folds, the same way each time. `isPhrasing` tells phrasings from other text, which is always learned from. */
export function splitFolds(samples: readonly Labelled[], isPhrasing: (sample: Labelled) => boolean): Fold[] {
  const fold = new Int8Array(samples.length);
  shuffle(samples.length, createRandom(foldSeed)).forEach((at, i) => (fold[at] = i % foldCount));
  return Array.from({ length: foldCount }, (_, f) => ({
    train: samples.filter((sample, i) => fold[i] !== f || !isPhrasing(sample)),
    held: samples.filter((sample, i) => fold[i] === f && isPhrasing(sample) && isEntry(sample.label)),
  }));
}
