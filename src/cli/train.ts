import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { VagvisarenError } from '../errors';
import type { Knowledge } from '../knowledge/load';
import { fitDecision } from '../measure/fit-decision';
import { parseQuestions } from '../measure/question';
import { createAnalyser } from '../search/analyse';
import type { Decisions } from '../search/decision';
import type { Labelled } from '../search/labelled';
import { writeModel } from '../search/model/model-file';
import { fingerprintOf, trainModel } from '../search/model/train-model';
import { buildIndex } from '../search/phrase-index';
import { readArguments, type Command } from './command';

export interface TrainPaths {
  model: string;
  decision: string;
  /** Questions that are not in the knowledge, for confidence and thresholds. */
  questions: string;
}

const parts = 4;

/** @throws VagvisarenError QUESTIONS_INVALID */
function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new VagvisarenError('QUESTIONS_INVALID', `${path}: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}

/** In percent, but for the number of questions. */
const names: Readonly<Record<string, string>> = {
  questions: 'frågor',
  firstOrAcceptable: 'rätt först',
  amongThree: 'rätt bland tre',
  right: 'visas ensamt och rätt',
  offered: 'erbjuds bland tre',
  wrong: 'visas ensamt och fel',
  refusedOutside: 'avvisas utanför',
  answeredOutside: 'besvaras fast utanför',
};

function figures(values: Readonly<Record<string, number>>): string {
  return Object.entries(values).map(([name, value]) => `${names[name] ?? name} ${value}${name === 'questions' ? '' : ' %'}`).join(', ');
}

/** Trains the ranker from the knowledge and fits the decision. */
export function createTrain(paths: TrainPaths, load: () => { knowledge: Knowledge; samples: Labelled[] }): Command {
  return {
    help: `Träna sökningen på nytt, efter en ändring av formuleringar, rubriker eller
filer i knowledge/language/. Det tar ungefär en minut.

  npm run train

Skriver knowledge/ranking/model.bin (vad sökningen har lärt sig) och
knowledge/ranking/decision.json (hur säker den ska vara för att svara, med
siffror på hur ofta den har rätt). Samma kunskap ger samma filer. Spara dem
tillsammans med ändringen. "npm run doctor" säger om det behövs.

Slutkoder: 0, 1 det finns fel i knowledge/ eller dialogs/, 2 kommandot är
felskrivet.`,

    async run(args, terminal) {
      readArguments(args, {}, { positionals: false, language: 'sv' });
      const started = process.hrtime.bigint();
      const seconds = () => `${(Number(process.hrtime.bigint() - started) / 1e9).toFixed(0)} s`;
      const done = (part: number, what: string) => terminal.err(`${part} av ${parts} delar klara efter ${seconds()}: ${what}`);
      const { knowledge, samples } = load();
      const questions = parseQuestions(readText(paths.questions), paths.questions);
      done(1, `${samples.length} texter lästa; nu tränas modellen, det mesta av tiden`);
      const { analyse, contentStems } = createAnalyser(knowledge.language);
      const model = trainModel(samples, analyse, fingerprintOf(samples, knowledge.language));
      const bytes = writeModel(model);
      mkdirSync(dirname(paths.model), { recursive: true });
      writeFileSync(paths.model, bytes);
      done(2, `modellen skriven, ${(bytes.length / 1e6).toFixed(2)} MB; nu provas den på ${questions.length} frågor`);
      const searched = { knowledge, samples, index: buildIndex(samples, contentStems) };
      const learned = fitDecision(questions, { ...searched, model });
      done(3, 'måttet på hur säker den är klart; nu detsamma för reserven, MiniSearch ensam');
      const plain = fitDecision(questions, searched);
      const decisions: Decisions = {
        about: { figures: learned.figures },
        learned: learned.decision,
        index: plain.decision,
      };
      writeFileSync(paths.decision, `${JSON.stringify(decisions, null, 2)}\n`);
      done(4, 'allt är skrivet');
      terminal.out(`Modellen:         ${figures(learned.figures)}`);
      terminal.out(`MiniSearch ensam: ${figures(plain.figures)}`);
      return 0;
    },
  };
}
