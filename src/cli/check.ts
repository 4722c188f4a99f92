import { checkKnowledge } from '../knowledge/check';
import { readKnowledge, type Knowledge } from '../knowledge/load';
import { placeOf, severities, type Problem } from '../knowledge/problem';
import { readFirstNames } from '../dialogs/feedback/first-names';
import { readSentences } from '../dialogs/sentences';
import { readTriggers } from '../dialogs/triggers';
import { sentenceFiles } from '../dialogs/sentence-keys';
import { unreachedWords } from '../search/coverage';
import { wrap, type Style } from '../dialogs/plain-text';
import { readArguments, styleFor, type Command } from './command';

/** Topics outside and their ways on stand in two files: each topic needs its sentence. Emergencies have sentences of their own. */
function checkWaysOn({ outside }: Knowledge): Problem[] {
  return outside.topics
    .filter(({ key }) => key !== 'emergency' && !(key in sentenceFiles.outside))
    .map(({ key }) => ({ severity: 'error', file: 'outside.yaml', field: key, expected: 'ett ämne som har en mening i dialogs/outside.yaml', found: 'meningen saknas' }));
}

/** Problems by the file as editors see it, from the root of the repository. */
function inFolder(folder: 'knowledge' | 'dialogs', found: readonly Problem[]): Problem[] {
  return found.map((problem) => ({ ...problem, file: `${folder}/${problem.file}` }));
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
          expected: 'varje ämnesord också i en annan formulering eller under ett begrepp',
          found: `${words.length} ord som inte är det, till exempel ${words.filter((_, i) => i % Math.ceil(words.length / examples) === 0).join(', ')}`,
        }],
  );
}

/** What is wrong in knowledge that could be read: with such mistakes the bot does not start. Parameters as of `problemsIn`. */
export function mistakesIn(knowledge: Knowledge, today: string): Problem[] {
  return inFolder('knowledge', [...checkWaysOn(knowledge), ...checkKnowledge(knowledge, today)].filter(({ severity }) => severity === 'error'));
}

/**
 * Everything that is wrong or missing in the two folders, errors first; files with their folder. `entries`: how many there are,
 * where the knowledge can be read at all.
 * @param today the calendar day in Sweden, YYYY-MM-DD
 */
export function problemsIn(folders: { knowledge: string; dialogs: string }, today: string): { entries?: number; problems: Problem[] } {
  const { knowledge, problems } = readKnowledge(folders.knowledge);
  const all = [
    ...inFolder('knowledge', [...problems, ...(knowledge ? [...checkWaysOn(knowledge), ...checkKnowledge(knowledge, today), ...checkReach(knowledge)] : [])]),
    ...inFolder('dialogs', [...readSentences(folders.dialogs).problems, ...readTriggers(folders.dialogs).problems, ...readFirstNames(folders.dialogs).problems]),
  ].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return { ...(knowledge ? { entries: knowledge.entries.size } : {}), problems: all };
}

function told(problem: Problem, { width, strong }: Style): string {
  return [
    `${strong(`${severities[problem.severity].toUpperCase()}:`)} ${placeOf(problem)}`,
    ...[['ska vara:', problem.expected], ['är nu:', problem.found]].map(([label, text]) => `  ${label!.padEnd(10)}${wrap(text!, width - 12).replaceAll('\n', `\n${' '.repeat(12)}`)}`),
  ].join('\n');
}

function summary(entries: number | undefined, errors: number, warnings: number): string {
  const counts = [...(entries === undefined ? [] : [`${entries} poster`]), `${errors} fel`, `${warnings} ${warnings === 1 ? 'varning' : 'varningar'}`].join(', ');
  return errors > 0 ? `${counts}. Boten startar inte förrän felen är rättade.` : `${counts}.`;
}

/** Checks the two folders. `today` gives the calendar day in Sweden, YYYY-MM-DD. */
export function createCheck(folders: { knowledge: string; dialogs: string }, today: () => string): Command {
  return {
    help: `Kontrollera allt som en redaktör skriver: knowledge/ och dialogs/.

  npm run check
  npm run -s check -- --json

  --json      ett JSON-objekt per fel eller varning, ett på varje rad:
              {"severity","file","field","expected","found"}

Alla fel och varningar visas på en gång: fil, fält, vad som ska stå där och
vad som står där nu. "nr 3" är den tredje i en lista. Fel hindrar boten från
att starta; varningar är sådant som borde bli bättre.

Slutkoder: 0 inga fel (det kan finnas varningar), 1 det finns fel,
2 kommandot är felskrivet.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false } }, { positionals: false, language: 'sv' });
      const { entries, problems } = problemsIn(folders, today());
      const style = styleFor(terminal);
      const errors = problems.filter(({ severity }) => severity === 'error').length;
      for (const problem of problems) terminal.out(values.json ? JSON.stringify(problem) : `${told(problem, style)}\n`);
      if (!values.json) terminal.out(summary(entries, errors, problems.length - errors));
      return errors > 0 ? 1 : 0;
    },
  };
}
