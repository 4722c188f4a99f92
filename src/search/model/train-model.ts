import { createHash } from 'node:crypto';
import type { Language } from '../../language';
import type { LanguageData } from '../../knowledge/schema';
import type { Analyse } from '../analyse';
import { kindOf, type Labelled } from '../labelled';
import { allFeatures, kindFeatures, wordFeatures } from './features';
import type { RankingModel } from './model-file';
import { pack } from './packed-model';
import { trainSoftmax, type Example, type TrainingSettings } from './softmax-training';

/** Goes up when the training or the features change in a way that makes stored models stale. */
const trainingVersion = 3;

const settings: Record<'words' | 'letters' | 'kind', TrainingSettings & { keep: number }> = {
  words: { epochs: 7, learningRate: 0.5, decay: 0.002, seed: 1, keep: 255_000 },
  letters: { epochs: 7, learningRate: 0.5, decay: 0.002, seed: 2, keep: 560_000 },
  kind: { epochs: 10, learningRate: 0.5, decay: 0.005, seed: 3, keep: 40_000 },
};

/** A feature seen once teaches nothing but its own text: left out, the figures stay and the training halves. */
const fewestTexts = 2;

function common(examples: Example[]): Example[] {
  const seen = new Map<number, number>();
  for (const { features } of examples) for (const key of features.keys()) seen.set(key, (seen.get(key) ?? 0) + 1);
  return examples.map(({ label, features }) => ({ label, features: new Map([...features].filter(([key]) => seen.get(key)! >= fewestTexts)) }));
}

/**
 * What a model is trained on, as one SHA-256 in hex: the samples, the language data, the settings and the version above.
 * A stored model with another fingerprint is stale.
 */
export function fingerprintOf(samples: readonly Labelled[], language: Record<Language, LanguageData>): string {
  const { sv, en } = language;
  return createHash('sha256').update(JSON.stringify([trainingVersion, settings, fewestTexts, samples, sv, en])).digest('hex');
}

/** Trains the three regressions of the ranker. The same samples give the same model, bit by bit. */
export function trainModel(samples: readonly Labelled[], analyse: Analyse, fingerprint: string): RankingModel {
  const labels = [...new Set(samples.map(({ label }) => label))].sort();
  const kinds = [...new Set(labels.map(kindOf))].sort();
  const texts = samples.map(({ text, language, label, describes }) => {
    const analysed = analyse(text, language);
    return { label: labels.indexOf(label), kind: kinds.indexOf(kindOf(label)), describes, words: wordFeatures(analysed), all: allFeatures(analysed), cues: kindFeatures(analysed) };
  });
  const { words, letters, kind } = settings;
  const train = (examples: Example[], classes: number, how: (typeof settings)['words']) => pack(trainSoftmax(common(examples), classes, how), how.keep);
  return {
    fingerprint,
    labels,
    kinds,
    words: train(texts.map((t) => ({ label: t.label, features: t.words })), labels.length, words),
    letters: train(texts.map((t) => ({ label: t.label, features: t.all })), labels.length, letters),
    // Titles and examples are no questions: they say nothing of how one is asked.
    kind: train(texts.filter((t) => !t.describes).map((t) => ({ label: t.kind, features: t.cues })), kinds.length, kind),
  };
}
