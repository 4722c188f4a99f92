import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FoldResult, FoldTask } from './fold-run';

/** The worker as compiled (dist) or, from source, through tsx. */
const worker = join(__dirname, __filename.endsWith('.ts') ? 'fold-worker.ts' : 'fold-worker.js');

function runInThread(task: FoldTask): Promise<FoldResult> {
  return new Promise((resolve, reject) => {
    const bootstrap = `${worker.endsWith('.ts') ? "require('tsx/cjs');" : ''}require(${JSON.stringify(worker)});`;
    const thread = new Worker(bootstrap, { eval: true, workerData: task });
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

/** Runs all folds, as many at once as there are cores. `onDone` is told how many are ready. */
export async function runFolds(tasks: FoldTask[], onDone: (done: number) => void): Promise<FoldResult[]> {
  const results: FoldResult[] = [];
  let next = 0;
  let done = 0;
  const lane = async () => {
    while (next < tasks.length) {
      const at = next++;
      results[at] = await runInThread(tasks[at]!);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, lane));
  return results;
}
