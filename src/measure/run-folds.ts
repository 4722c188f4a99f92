import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inThread } from '../in-thread';
import type { FoldResult, FoldTask } from './fold-run';

/** Runs all folds, as many at once as there are cores. `onDone` is told how many are ready. */
export async function runFolds(tasks: FoldTask[], onDone: (done: number) => void): Promise<FoldResult[]> {
  const results: FoldResult[] = [];
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < tasks.length) {
      const at = next++;
      results[at] = await inThread<FoldResult>(join(__dirname, 'fold-worker'), tasks[at]!);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, lane));
  return results;
}
