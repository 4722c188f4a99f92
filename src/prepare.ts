import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assemble, modelPath } from './assemble';
import { problemsIn } from './cli/check';
import { VagvisarenError } from './errors';
import { formatProblem } from './knowledge/problem';
import { readModel } from './search/model/model-file';
import { fingerprintOf } from './search/model/train-model';

/** What keeps an edition from being taken, one line each; empty when it is good. */
export type Prepared = string[];

/** @param today the calendar day in Sweden, YYYY-MM-DD */
export interface Preparing {
  root: string;
  today: string;
}

/** A model made for other phrasings ranks worse, and the running one is good: at start there is no such choice. */
function modelProblems(root: string, { samples, knowledge }: ReturnType<typeof assemble>): Prepared {
  const path = join(root, modelPath);
  const fits = existsSync(path) && readModel(readFileSync(path)).fingerprint === fingerprintOf(samples, knowledge.language);
  return fits ? [] : [`${modelPath} was not made for these phrasings: run "npm run train"`];
}

/** Checks knowledge/ and dialogs/ below a root as `npm run check` does, and leaves their snapshot, so that taking them in is a matter of reading it. */
export function prepare({ root, today }: Preparing): Prepared {
  try {
    const { problems } = problemsIn({ knowledge: join(root, 'knowledge'), dialogs: join(root, 'dialogs') }, today);
    const errors = problems.filter(({ severity }) => severity === 'error');
    return errors.length > 0 ? errors.map(formatProblem) : modelProblems(root, assemble(root));
  } catch (error) {
    if (error instanceof VagvisarenError) return error.message.split('\n');
    throw error;
  }
}

// In a thread of its own: checking and indexing take seconds, and people are waiting for answers meanwhile.
if (parentPort) parentPort.postMessage(prepare(workerData as Preparing));
