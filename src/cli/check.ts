import { checkKnowledge } from '../knowledge/check';
import { readKnowledge, type Knowledge } from '../knowledge/load';
import { formatProblem, type Problem } from '../knowledge/problem';
import { readFirstNames } from '../dialogs/feedback/first-names';
import { readSentences } from '../dialogs/sentences';
import { readTriggers } from '../dialogs/triggers';
import { sentenceFiles } from '../dialogs/sentence-keys';
import { unreachedWords } from '../search/coverage';
import { readArguments, type Command } from './command';

/** Topics outside and their ways on stand in two files: each topic needs its sentence. Emergencies have sentences of their own. */
function checkWaysOn({ outside }: Knowledge): Problem[] {
  return outside.topics
    .filter(({ key }) => key !== 'emergency' && !(key in sentenceFiles.outside))
    .map(({ key }) => ({ severity: 'error', file: 'outside.yaml', field: key, expected: 'a sentence for it in dialogs/outside.yaml', found: 'none' }));
}

/** How many of the words are told; the rest is a number. */
const examples = 12;

/** Words that no concept and no other phrasing reaches, as one warning a language. */
function checkReach(knowledge: Knowledge): Problem[] {
  return Object.entries(unreachedWords(knowledge)).flatMap(([language, words]) =>
    words.length === 0
      ? []
      : [{
          severity: 'warning' as const,
          file: 'language/concepts.yaml',
          field: language,
          expected: 'every topic word of a phrasing in another phrasing or under a concept',
          found: `${words.length} that are not, such as ${words.filter((_, i) => i % Math.ceil(words.length / examples) === 0).join(', ')}`,
        }],
  );
}

/** Checks the two folders. `today` gives the calendar day in Sweden, YYYY-MM-DD. */
export function createCheck(folders: { knowledge: string; dialogs: string }, today: () => string): Command {
  return {
    help: `Check everything an editor can write: knowledge/ and dialogs/.

  npm run check
  npm run -s check -- --json

  --json      one JSON object a problem

Every problem is shown at once. Exit codes: 0 (warnings do not fail), 1 when there are errors.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false } });
      const { knowledge, problems } = readKnowledge(folders.knowledge);
      const all = [
        ...problems,
        ...readSentences(folders.dialogs).problems,
        ...readTriggers(folders.dialogs).problems,
        ...readFirstNames(folders.dialogs).problems,
        ...(knowledge ? [...checkWaysOn(knowledge), ...checkKnowledge(knowledge, today()), ...checkReach(knowledge)] : []),
      ];
      const errors = all.filter(({ severity }) => severity === 'error').length;
      for (const problem of all) terminal.out(values.json ? JSON.stringify(problem) : formatProblem(problem));
      if (!values.json) terminal.out(`${knowledge ? `${knowledge.entries.size} entries, ` : ''}${errors} errors, ${all.length - errors} warnings`);
      return errors > 0 ? 1 : 0;
    },
  };
}
