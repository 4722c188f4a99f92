import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VagvisarenError } from '../errors';
import type { Knowledge } from '../knowledge/load';
import { languages } from '../language';
import { splitFolds } from '../measure/folds';
import type { FoldResult } from '../measure/fold-run';
import { grades } from '../measure/judge';
import { parseQuestions, type Question } from '../measure/question';
import { runFolds } from '../measure/run-folds';
import { calibration, judgeAll, summariseAll, summariseAnswerable, type Judged, type Row } from '../measure/summary';
import type { Decision } from '../search/decision';
import type { Search } from '../search/engine';
import type { Labelled } from '../search/labelled';
import { fold } from '../search/text';
import { readArguments, type Command, type Terminal } from './command';

export interface EvalParts {
  knowledge: Knowledge;
  samples: Labelled[];
  search: Search;
  decision: Decision;
}

const percent = (value: number | undefined) => (value === undefined ? '' : (100 * value).toFixed(1)).padStart(7);

function table(rows: readonly Row[]): string {
  const head = ['group'.padEnd(22), 'count'.padStart(6), 'first'.padStart(7), 'three'.padStart(7), ...grades.map((grade) => grade.padStart(7))].join(' ');
  const lines = rows.map((row) =>
    [row.group.padEnd(22), String(row.count).padStart(6), percent(row.first), percent(row.three), ...grades.map((grade) => percent(row.grades[grade]))].join(' '),
  );
  return [head, ...lines].join('\n');
}

/** Wrong answers first, then what was missed, then what was only near. */
const worstFirst = ['wrong', 'missed', 'near'] as const;

function worst(judged: readonly Judged[]): string {
  return worstFirst
    .flatMap((grade) => judged.filter((one) => one.grade === grade))
    .map(({ question, found, grade }) => `${grade.padEnd(7)} ${question.id} "${question.q.slice(0, 90)}" → ${found.outcome} ${found.hits.slice(0, 3).map(({ id }) => id).join(', ')}; expected ${question.expect.join(', ') || question.note || 'none'}`)
    .join('\n');
}

function withoutMarks(question: Question): Question {
  return { ...question, q: fold(question.q) };
}

/** @throws VagvisarenError USAGE: the file was named at the command line */
function readNamed(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new VagvisarenError('USAGE', `${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`, { cause: error });
  }
}

const earlier = z.object({ questions: z.array(z.object({ id: z.string(), grade: z.string() })) });

/** The grades of an earlier `eval --json`, by question. @throws VagvisarenError USAGE */
function gradesBefore(file: string): ReadonlyMap<string, string> {
  try {
    return new Map(earlier.parse(JSON.parse(readNamed(file))).questions.map(({ id, grade }) => [id, grade]));
  } catch (error) {
    if (error instanceof VagvisarenError) throw error;
    throw new VagvisarenError('USAGE', `${file} is not what "npm run -s eval -- --json" writes.`, { cause: error });
  }
}

/** What changed since an earlier `eval --json`: questions whose grade is another. */
function compare(judged: readonly Judged[], before: ReadonlyMap<string, string>): string {
  const changed = judged.filter(({ question, grade }) => before.has(question.id) && before.get(question.id) !== grade);
  const better = (grade: string) => grades.length - grades.indexOf(grade as (typeof grades)[number]);
  const line = ({ question, grade }: Judged) => `${question.id} ${before.get(question.id)} → ${grade}  "${question.q.slice(0, 80)}"`;
  const fixed = changed.filter(({ question, grade }) => better(grade) > better(before.get(question.id)!));
  const broken = changed.filter((one) => !fixed.includes(one));
  return [`fixed ${fixed.length}`, ...fixed.map(line), `broken ${broken.length}`, ...broken.map(line)].join('\n');
}

function foldTable(results: readonly FoldResult[]): Record<string, number> {
  const sum = (of: (result: FoldResult) => number) => results.reduce((so, result) => so + of(result), 0);
  const held = sum((one) => one.held);
  return {
    phrasings: held,
    first: sum((one) => one.first) / held,
    three: sum((one) => one.three) / held,
    ...Object.fromEntries(languages.map((language) => [`first ${language}`, sum((one) => one.byLanguage[language].first) / sum((one) => one.byLanguage[language].held)])),
  };
}

async function folds({ knowledge, samples, decision }: EvalParts, terminal: Terminal): Promise<Record<string, number>> {
  const tasks = splitFolds(samples, ({ describes }) => !describes).map((one) => ({ fold: one, language: knowledge.language, ranking: decision.ranking }));
  terminal.err(`training ${tasks.length} times on four fifths of the phrasings; about a minute and a half …`);
  return foldTable(await runFolds(tasks, (done) => terminal.err(`${done} of ${tasks.length} folds done`)));
}

/** Scores the search on the questions of `folder` and on held-out phrasings. */
export function createEval(folder: string, load: () => EvalParts): Command {
  return {
    help: `Measure how often the answer is right.

  npm run -s eval
  npm run -s eval -- --quick
  npm run -s eval -- --quick --json > before.json
  npm run -s eval -- --quick --compare before.json
  npm run -s eval -- --quick test/questions/dev.jsonl

  --quick     the questions only; without it also the phrasings in five folds
              (1-2 minutes)
  --json      figures and every question's grade, as one JSON object
  --compare   what is better and worse than in an earlier --json

Files of questions may be named; without any, those of test/questions/ are
taken. right: the expected entry shown alone. near: another reasonable one.
offered: among the three choices. wrong: something else shown as if sure.
missed: nothing of use. first/three: a right entry first / among three.

Exit codes: 0, 1 something is broken, 2 wrong use.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, {
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        compare: { type: 'string' },
      });
      const before = values.compare === undefined ? undefined : gradesBefore(values.compare);
      const files = positionals.length > 0 ? positionals : readdirSync(folder).filter((name) => name.endsWith('.jsonl')).map((name) => join(folder, name));
      const asked = files.map((file) => ({ file, questions: parseQuestions(readNamed(file), file) }));
      const parts = load();
      const all: object[] = [];
      const questions: { id: string; grade: string }[] = [];
      for (const { file, questions: of } of asked) {
        const judged = judgeAll(of, (text) => parts.search.find(text));
        const rows = summariseAll(judged);
        const folded = summariseAnswerable('å ä ö typed as a a o', judgeAll(of.map(withoutMarks), (text) => parts.search.find(text)));
        const bands = calibration(judged);
        all.push({ file, rows, withoutMarks: folded, calibration: bands });
        questions.push(...judged.map(({ question, grade }) => ({ id: question.id, grade })));
        if (values.json) continue;
        terminal.out(`${file}\n\n${table([...rows, folded])}\n`);
        terminal.out(['confidence  first hits  right', ...bands.map(({ from, to, hits, right }) => `${from.toFixed(2)}–${to.toFixed(2)}  ${String(hits).padStart(10)}  ${hits > 0 ? `${Math.round((100 * right) / hits)} %` : '–'}`)].join('\n'));
        terminal.out(`\n${worst(judged)}\n`);
        if (before) terminal.out(compare(judged, before));
      }
      const held = values.quick ? undefined : await folds(parts, terminal);
      if (values.json) terminal.out(JSON.stringify({ files: all, questions, ...(held ? { folds: held } : {}) }));
      else if (held) terminal.out(`phrasings in five folds: ${Object.entries(held).map(([name, value]) => `${name} ${value > 1 ? value : `${(100 * value).toFixed(1)} %`}`).join(', ')}`);
      return 0;
    },
  };
}
