import { assemble, type Parts } from '../../src/assemble';

let parts: Parts | undefined;

/** The product as shipped, loaded once per test file. */
export function product(): Parts {
  return (parts ??= assemble());
}

/** A Sunday in November 2026, noon in Sweden. */
export const now = new Date('2026-11-22T11:00:00Z');
