import { softmaxInPlace, type DenseModel } from './softmax-training';
import type { Features } from './features';

/**
 * A trained regression as it is stored and used: weights below a threshold left out, the rest in eight bits.
 * For feature i (hash `keys[i]`, ascending) the classes and weights stand at `offsets[i]` to `offsets[i + 1]`.
 */
export interface PackedModel {
  keys: Uint32Array;
  offsets: Uint32Array;
  classes: Uint8Array;
  weights: Int8Array;
  /** A weight is its eight bits times this. */
  scale: number;
  bias: Float32Array;
}

/** Classes are stored in one byte. */
const mostClasses = 256;

/** The size from which at most `keep` weights remain, by a fine histogram: sorting millions of weights takes seconds. */
function thresholdFor(weights: Float32Array, keep: number, largest: number): number {
  const bins = new Uint32Array(100_000);
  const width = largest / (bins.length - 1) || 1;
  for (const weight of weights) bins[Math.floor(Math.abs(weight) / width)]!++;
  let above = 0;
  for (let bin = bins.length - 1; bin >= 0; bin--) {
    above += bins[bin]!;
    if (above > keep) return (bin + 1) * width;
  }
  return 0;
}

/** Prunes and quantises. `keep` is the number of weights to keep at most: the largest stay. */
export function pack(model: DenseModel, keep: number): PackedModel {
  if (model.classes > mostClasses) throw new RangeError(`a packed model holds at most ${mostClasses} classes, not ${model.classes}`);
  let largest = 0;
  for (const weight of model.weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127 || 1;
  const threshold = Math.max(scale / 2, thresholdFor(model.weights, keep, largest));
  const rows = [...model.rows].sort(([a], [b]) => a - b);
  const keys: number[] = [];
  const offsets = [0];
  const classes: number[] = [];
  const weights: number[] = [];
  for (const [key, row] of rows) {
    const before = classes.length;
    for (let c = 0; c < model.classes; c++) {
      const weight = model.weights[row * model.classes + c]!;
      if (Math.abs(weight) < threshold) continue;
      classes.push(c);
      weights.push(Math.round(weight / scale));
    }
    if (classes.length === before) continue;
    keys.push(key);
    offsets.push(classes.length);
  }
  return {
    keys: Uint32Array.from(keys),
    offsets: Uint32Array.from(offsets),
    classes: Uint8Array.from(classes),
    weights: Int8Array.from(weights),
    scale,
    bias: model.bias,
  };
}

function find(keys: Uint32Array, key: number): number {
  let low = 0;
  let high = keys.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const value = keys[middle]!;
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The probability of each class for a text with these features. */
export function predict(model: PackedModel, features: Features): Float64Array {
  const scores = Float64Array.from(model.bias);
  for (const [key, value] of features) {
    const at = find(model.keys, key);
    if (at < 0) continue;
    const factor = value * model.scale;
    for (let i = model.offsets[at]!; i < model.offsets[at + 1]!; i++) scores[model.classes[i]!]! += factor * model.weights[i]!;
  }
  softmaxInPlace(scores);
  return scores;
}
