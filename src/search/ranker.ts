import type { Analysed } from './analyse';
import { isEntry, kindOf } from './labelled';
import { allFeatures, kindFeatures, wordFeatures } from './model/features';
import type { RankingModel } from './model/model-file';
import { predict } from './model/packed-model';
import { softmaxInPlace } from './model/softmax-training';
import type { PhraseIndex, Retrieved } from './phrase-index';

export interface Ranked {
  label: string;
  probability: number;
}

/** What the parts of the ranker, each for itself, think of the entry that came first. */
export interface Support {
  words: number;
  letters: number;
  kind: number;
  /** How many of words, letters and index have the entry first themselves: 0–3. */
  agreeing: number;
}

export interface Ranking {
  /** All labels, most probable first. */
  ranked: Ranked[];
  /** What MiniSearch found, best first. */
  retrieved: Retrieved[];
  support: Support;
}

export type Ranker = (question: Analysed) => Ranking;

/** How much each part of the ranker counts; fitted by npm run train, kept in knowledge/ranking/decision.json. */
export interface RankingWeights {
  words: number;
  letters: number;
  kind: number;
  /** For MiniSearch's score (0–1). */
  index: number;
}

/** Below this a probability counts as this: no part alone can rule a label out. */
const floor = 1e-4;

/** Two regressions and a prior for the kind of question, log-probabilities added, over what MiniSearch retrieves. */
export function createLearnedRanker(model: RankingModel, weights: RankingWeights, index: PhraseIndex): Ranker {
  const { labels } = model;
  const kindOfLabel = labels.map((label) => model.kinds.indexOf(kindOf(label)));
  const position = new Map(labels.map((label, i) => [label, i]));
  const entries = labels.flatMap((label, i) => (isEntry(label) ? [i] : []));
  const best = (scores: Float64Array) => entries.reduce((a, b) => (scores[b]! > scores[a]! ? b : a));

  return (question) => {
    const words = predict(model.words, wordFeatures(question));
    const letters = predict(model.letters, allFeatures(question));
    const kind = predict(model.kind, kindFeatures(question));
    const scores = Float64Array.from(
      labels,
      (_, i) =>
        weights.words * Math.log(words[i]! + floor) +
        weights.letters * Math.log(letters[i]! + floor) +
        weights.kind * Math.log(kind[kindOfLabel[i]!]! + floor),
    );
    const retrieved = index.find(question);
    for (const { label, score } of retrieved) {
      const i = position.get(label);
      if (i !== undefined) scores[i]! += weights.index * score;
    }
    softmaxInPlace(scores);
    const first = best(scores);
    const foundFirst = retrieved.find(({ label }) => isEntry(label))?.label;
    return {
      ranked: labels.map((label, i) => ({ label, probability: scores[i]! })).sort((a, b) => b.probability - a.probability),
      retrieved,
      support: {
        words: words[first]!,
        letters: letters[first]!,
        kind: kind[kindOfLabel[first]!]!,
        agreeing: Number(best(words) === first) + Number(best(letters) === first) + Number(foundFirst === labels[first]),
      },
    };
  };
}

/** MiniSearch alone: what answers while no model has been trained. Its scores are sharpened into something like probabilities. */
export function createIndexRanker(index: PhraseIndex): Ranker {
  const sharpness = 4;
  return (question) => {
    const retrieved = index.find(question);
    const sum = retrieved.reduce((so, { score }) => so + score ** sharpness, 0) || 1;
    const ranked = retrieved.map(({ label, score }) => ({ label, probability: score ** (sharpness + 1) / sum }));
    const first = ranked.find(({ label }) => isEntry(label))?.probability ?? 0;
    return { ranked, retrieved, support: { words: first, letters: first, kind: first, agreeing: 1 } };
  };
}
