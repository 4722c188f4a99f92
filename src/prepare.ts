import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { assemble, modelPath, type Parts } from './assemble';
import { problemsIn } from './cli/check';
import { VagvisarenError } from './errors';
import { formatProblem } from './knowledge/problem';
import { fingerprintOf } from './search/model/train-model';

/** One line each. `problems` keep an edition from being taken in; `warnings` are worth a look. */
export interface Prepared {
  /** Of what was looked at, where there are no problems. */
  version?: string;
  problems: string[];
  warnings: string[];
}

/** @param today the calendar day in Sweden, YYYY-MM-DD */
export interface Preparing {
  root: string;
  today: string;
}

/**
 * A model for other entries cannot rank at all, and the edition that runs has one that can. One for other phrasings ranks the new
 * ones a little worse: no reason to hold back a corrected answer.
 */
function judge({ version, samples, knowledge, model }: Parts): Prepared {
  if (!model) return { problems: [`${modelPath} does not know the same entries: run "npm run train"`], warnings: [] };
  const isCurrent = model.fingerprint === fingerprintOf(samples, knowledge.language);
  return { version, problems: [], warnings: isCurrent ? [] : [`${modelPath} was made for other texts: run "npm run train" before long`] };
}

/** Checks knowledge/ and dialogs/ below a root as `npm run check` does, and leaves their snapshot, so that taking them in is a matter of reading it. */
export function prepare({ root, today }: Preparing): Prepared {
  try {
    const errors = problemsIn({ knowledge: join(root, 'knowledge'), dialogs: join(root, 'dialogs') }, today).problems.filter(({ severity }) => severity === 'error');
    return errors.length > 0 ? { problems: errors.map(formatProblem), warnings: [] } : judge(assemble(root));
  } catch (error) {
    if (error instanceof VagvisarenError) return { problems: error.message.split('\n'), warnings: [] };
    throw error;
  }
}

// In a thread of its own: checking and indexing take seconds, and people are waiting for answers meanwhile.
if (parentPort) parentPort.postMessage(prepare(workerData as Preparing));
