import { join } from 'node:path';
import { z } from 'zod';
import { VagvisarenError } from '../errors';
import { languages } from '../language';
import { formatProblem, type Problem } from '../knowledge/problem';
import { readYaml } from '../knowledge/read-yaml';
import { commandNames } from '../search/found';
import type { Labelled } from '../search/labelled';

export const smalltalkTopics = ['greeting', 'thanks', 'help', 'who-are-you'] as const;

const phrasings = z.strictObject({ sv: z.array(z.string().trim().min(1)).min(1), en: z.array(z.string().trim().min(1)).min(1) });

const triggersFile = z.strictObject({
  smalltalk: z.array(z.strictObject({ key: z.enum(smalltalkTopics), phrasings })).length(smalltalkTopics.length),
  commands: z.array(z.strictObject({ key: z.enum(commandNames), phrasings })).length(commandNames.length),
});

/** What people type for small talk and commands, as labelled texts; "{course}" stands where a course is named. */
export function readTriggers(folder: string): { triggers?: Labelled[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const file = readYaml(join(folder, 'triggers.yaml'), 'triggers.yaml', triggersFile, problems);
  if (!file) return { problems };
  const labelled = (kind: string, groups: z.output<typeof triggersFile>['smalltalk' | 'commands']): Labelled[] =>
    groups.flatMap(({ key, phrasings: of }) =>
      languages.flatMap((language) => of[language].map((text) => ({ text, language, label: `${kind}/${key}` }))),
    );
  return { triggers: [...labelled('smalltalk', file.smalltalk), ...labelled('command', file.commands)], problems };
}

/**
 * The triggers of a dialogs folder.
 * @throws VagvisarenError DIALOGS_INVALID naming every problem, one a line.
 */
export function loadTriggers(folder: string): Labelled[] {
  const { triggers, problems } = readTriggers(folder);
  if (!triggers) throw new VagvisarenError('DIALOGS_INVALID', `The triggers in ${folder} have ${problems.length} problems:\n${problems.map(formatProblem).join('\n')}`);
  return triggers;
}
