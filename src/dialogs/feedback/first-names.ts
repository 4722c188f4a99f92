import { join } from 'node:path';
import { z } from 'zod';
import { VagvisarenError } from '../../errors';
import { formatProblem, type Problem } from '../../knowledge/problem';
import { readYaml } from '../../knowledge/read-yaml';

const list = z.array(z.string().regex(/^\p{L}+$/u, 'ett enda ord')).min(1);

const firstNamesFile = z.strictObject({
  /** Names that are nothing else. */
  names: list,
  /** Names that are words too. */
  alsoWords: list,
  /** A name follows, capital or not. */
  titles: list,
  /** A name follows where a capital begins it. */
  roles: list,
  /** Small words inside names. */
  particles: list,
  /** What follows is a law's name. */
  laws: list,
});

/** What tells a person's name in a text. */
export type FirstNames = z.infer<typeof firstNamesFile>;

/** Reads dialogs/first-names.yaml and checks it. */
export function readFirstNames(folder: string): { firstNames?: FirstNames; problems: Problem[] } {
  const problems: Problem[] = [];
  const firstNames = readYaml(join(folder, 'first-names.yaml'), 'first-names.yaml', firstNamesFile, problems);
  return { ...(firstNames ? { firstNames } : {}), problems };
}

/**
 * The names of a dialogs folder.
 * @throws VagvisarenError DIALOGS_INVALID naming every problem, one a line.
 */
export function loadFirstNames(folder: string): FirstNames {
  const { firstNames, problems } = readFirstNames(folder);
  if (!firstNames) throw new VagvisarenError('DIALOGS_INVALID', `The names in ${folder} have ${problems.length} problems:\n${problems.map(formatProblem).join('\n')}`);
  return firstNames;
}
