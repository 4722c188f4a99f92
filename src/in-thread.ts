import { Worker } from 'node:worker_threads';

/**
 * Runs a module in a thread of its own and gives the one message that it posts.
 * @param module path without its ending: compiled (dist) or, from source, read through tsx
 * @param data its `workerData`
 */
export function inThread<Result>(module: string, data: unknown): Promise<Result> {
  const fromSource = __filename.endsWith('.ts');
  const code = `${fromSource ? "require('tsx/cjs');" : ''}require(${JSON.stringify(`${module}.${fromSource ? 'ts' : 'js'}`)});`;
  return new Promise((resolve, reject) => {
    const thread = new Worker(code, { eval: true, workerData: data });
    thread.once('message', resolve);
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('The thread ended without a result.')));
  });
}
