import { createRandom, shuffle } from './random';
import type { Features } from './features';

/** One labelled text: the index of its class and its features. */
export interface Example {
  label: number;
  features: Features;
}

/** A multinomial logistic regression: one row of class weights for each feature that the training texts hold. */
export interface DenseModel {
  classes: number;
  /** Feature hash → row. */
  rows: Map<number, number>;
  /** rows × classes. */
  weights: Float32Array;
  bias: Float32Array;
}

export interface TrainingSettings {
  epochs: number;
  learningRate: number;
  /** L2 regularisation, applied as decay once an epoch. */
  decay: number;
  seed: number;
}

/** Errors below this change nothing that would be seen; most classes of most texts are there after the first epoch, which halves the time. */
const negligible = 1e-4;

/**
 * Fits a softmax regression by AdaGrad over single examples in a seeded order: the same examples give the same model.
 * Each class counts alike, however many examples it has (weight 1/√n).
 */
export function trainSoftmax(examples: Example[], classes: number, settings: TrainingSettings): DenseModel {
  const rows = new Map<number, number>();
  for (const { features } of examples) for (const key of features.keys()) if (!rows.has(key)) rows.set(key, rows.size);
  const weights = new Float32Array(rows.size * classes);
  const squares = new Float32Array(rows.size);
  const bias = new Float32Array(classes);
  let biasSquares = 0;

  const counts = new Float64Array(classes);
  for (const { label } of examples) counts[label]!++;
  const mean = examples.length / classes;
  const data = examples.map(({ label, features }) => ({
    label,
    weight: Math.sqrt(mean / counts[label]!),
    rows: Int32Array.from(features.keys(), (key) => rows.get(key)!),
    values: Float32Array.from(features.values()),
  }));

  const random = createRandom(settings.seed);
  const scores = new Float32Array(classes);
  const active = new Int32Array(classes);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (const index of shuffle(data.length, random)) {
      const example = data[index]!;
      scores.set(bias);
      for (let i = 0; i < example.rows.length; i++) {
        const start = example.rows[i]! * classes;
        const value = example.values[i]!;
        for (let c = 0; c < classes; c++) scores[c]! += value * weights[start + c]!;
      }
      softmaxInPlace(scores);
      scores[example.label]! -= 1;
      let errorSquares = 0;
      let count = 0;
      for (let c = 0; c < classes; c++) {
        const error = scores[c]! * example.weight;
        if (Math.abs(error) < negligible) continue;
        scores[c] = error;
        active[count++] = c;
        errorSquares += error * error;
      }
      for (let i = 0; i < example.rows.length; i++) {
        const row = example.rows[i]!;
        const value = example.values[i]!;
        squares[row]! += errorSquares * value * value;
        const step = (settings.learningRate * value) / Math.sqrt(squares[row]! + 1e-8);
        const start = row * classes;
        for (let a = 0; a < count; a++) weights[start + active[a]!]! -= step * scores[active[a]!]!;
      }
      biasSquares += errorSquares;
      const biasStep = (0.1 * settings.learningRate) / Math.sqrt(biasSquares + 1e-8);
      for (let a = 0; a < count; a++) bias[active[a]!]! -= biasStep * scores[active[a]!]!;
    }
    const keep = 1 - settings.decay;
    for (let i = 0; i < weights.length; i++) weights[i]! *= keep;
  }
  return { classes, rows, weights, bias };
}

/** Turns scores into probabilities. */
export function softmaxInPlace(scores: Float32Array | Float64Array): void {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const e = Math.exp(scores[i]! - highest);
    scores[i] = e;
    sum += e;
  }
  for (let i = 0; i < scores.length; i++) scores[i]! /= sum;
}
