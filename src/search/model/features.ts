import type { Analysed } from '../analyse';

/** Sparse features of one text: hash of the feature's name → value. Each block has Euclidean length one. */
export type Features = Map<number, number>;

/** FNV-1a, 32 bits: features are kept by hash, so that the model file needs no vocabulary of strings. */
export function hash(name: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    h ^= name.charCodeAt(i);
    h = Math.imul(h, 0x01000193);
  }
  return h >>> 0;
}

function add(features: Features, name: string, value: number): void {
  const key = hash(name);
  features.set(key, (features.get(key) ?? 0) + value);
}

function unit(features: Features): Features {
  let squares = 0;
  for (const value of features.values()) squares += value * value;
  const length = Math.sqrt(squares);
  if (length > 0) for (const [key, value] of features) features.set(key, value / length);
  return features;
}

/** Words that carry grammar weigh less but stay: "får", "måste" and "var" tell what kind of question it is. */
const stopWordWeight = 0.4;
/** Bigrams at half weight, concepts nearly like words: what carried farthest in folds. */
const bigramWeight = 0.5;
const conceptWeight = 0.8;

/** Stems, bigrams of stems and concepts. */
export function wordFeatures(text: Analysed): Features {
  const features: Features = new Map();
  text.stems.forEach((stem, i) => {
    const next = text.stems[i + 1];
    add(features, `w ${stem}`, text.isStop[i] ? stopWordWeight : 1);
    if (next !== undefined) add(features, `b ${stem} ${next}`, bigramWeight * (text.isStop[i] && text.isStop[i + 1] ? stopWordWeight : 1));
  });
  for (const concept of text.concepts) add(features, `c ${concept}`, conceptWeight);
  return unit(features);
}

const shortestGram = 3;
const longestGram = 5;

/** Letter sequences of three to five within words: they see compounds, inflections and typing errors. Stop words are left out. */
export function characterFeatures(text: Analysed): Features {
  const features: Features = new Map();
  text.words.forEach((word, i) => {
    if (text.isStop[i]) return;
    const padded = `^${word}$`;
    for (let size = shortestGram; size <= longestGram; size++) {
      for (let from = 0; from + size <= padded.length; from++) add(features, `g ${padded.slice(from, from + size)}`, 1);
    }
  });
  for (const [key, value] of features) features.set(key, Math.sqrt(value));
  return unit(features);
}

/** Presence of a cue. */
const cue = 0.4;

/**
 * For the kind of question: which stems, bigrams and concepts the part that asks holds. The story before it is left out (reading it
 * too made the kind worse), and nothing is brought to length one: a cue counts the same beside few words or many.
 */
export function kindFeatures({ asking: { stems, concepts } }: Analysed): Features {
  const features: Features = new Map();
  stems.forEach((stem, i) => {
    features.set(hash(`w ${stem}`), cue);
    const next = stems[i + 1];
    if (next !== undefined) features.set(hash(`b ${stem} ${next}`), cue);
  });
  for (const concept of concepts) features.set(hash(`c ${concept}`), cue);
  return features;
}

/** Both blocks side by side. */
export function allFeatures(text: Analysed): Features {
  const features = wordFeatures(text);
  for (const [key, value] of characterFeatures(text)) features.set(key, (features.get(key) ?? 0) + value);
  return features;
}
