/** One observation: its evidence, whether it turned out true (1) or not (0), and how much it counts. */
export interface Observation {
  values: number[];
  truth: number;
  weight: number;
}

const steps = 4000;
const rate = 0.3;
const ridge = 0.002;

/** Fits a logistic regression by gradient descent with a small ridge: few values, few observations, the same result every time. */
export function fitLogistic(observations: readonly Observation[]): { bias: number; weights: number[] } {
  const size = observations[0]?.values.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  let bias = 0;
  const total = observations.reduce((sum, { weight }) => sum + weight, 0) || 1;
  for (let step = 0; step < steps; step++) {
    const slope = new Array<number>(size).fill(0);
    let biasSlope = 0;
    for (const { values, truth, weight } of observations) {
      const score = values.reduce((sum, value, i) => sum + value * weights[i]!, bias);
      const error = (weight * (1 / (1 + Math.exp(-score)) - truth)) / total;
      biasSlope += error;
      for (let i = 0; i < size; i++) slope[i]! += error * values[i]!;
    }
    bias -= rate * biasSlope;
    for (let i = 0; i < size; i++) weights[i]! -= rate * (slope[i]! + ridge * weights[i]!);
  }
  const round = (value: number) => Math.round(value * 1e4) / 1e4;
  return { bias: round(bias), weights: weights.map(round) };
}
