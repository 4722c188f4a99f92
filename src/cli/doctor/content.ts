import { VagvisarenError } from '../../errors';
import type { Problem } from '../../knowledge/problem';
import { fine, problem, warning, type Finding } from './finding';

/** @param problems what `npm run check` finds; @param entries how many there are, where they can be read */
export function checkContent({ entries, problems }: { entries?: number; problems: readonly Problem[] }): Finding {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return problem('Knowledge', `mistakes in knowledge/ and dialogs/: ${errors}`, 'Run: npm run check. It lists them in Swedish, for the editors.');
  return fine('Knowledge', `${entries} entries, no mistakes; warnings for the editors ("npm run check"): ${problems.length}`);
}

/**
 * Whether the trained model is that of the knowledge.
 * @param fingerprints of what the model was trained on (undefined: there is none) and of the knowledge as it is
 */
export function checkModel(fingerprints: () => { trained: string | undefined; now: string }): Finding {
  const train = 'Run: npm run train (about a minute), and keep the files that it writes.';
  try {
    const { trained, now } = fingerprints();
    if (trained === undefined) return problem('Model', 'there is none: answers are found less often', train);
    if (trained !== now) return warning('Model', 'it was trained on other phrasings or titles than those of now', train);
    return fine('Model', 'trained on the knowledge of now');
  } catch (error) {
    if (!(error instanceof VagvisarenError)) throw error;
    if (error.code === 'MODEL_INVALID') return problem('Model', error.message, error.whatToDo);
    return warning('Model', 'it cannot be compared while the knowledge has mistakes', 'Correct the knowledge first.');
  }
}
