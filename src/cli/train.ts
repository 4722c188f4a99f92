import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** Trains the ranker from the knowledge and fits the decision. */
export function createTrain(paths: TrainPaths, load: () => { knowledge: Knowledge; samples: Labelled[] }): Command {
  return {
    help: `Train the ranking model from the knowledge, and fit what counts as sure.

  npm run train

Writes knowledge/ranking/model.bin (the ranker) and knowledge/ranking/decision.json (weights, confidence, thresholds,
with the figures the fit gave). The same knowledge gives the same files. Run it after a change of phrasings, titles or
language files; npm test tells when it is due.

Exit codes: 0, or 1 when the knowledge has errors.`,

    async run(args, terminal) {
      readArguments(args, {});
      const { knowledge, samples } = load();
      const started = process.hrtime.bigint();
      const seconds = () => (Number(process.hrtime.bigint() - started) / 1e9).toFixed(0);
      terminal.err(`training on ${samples.length} texts …`);
      const { analyse, contentStems } = createAnalyser(knowledge.language);
      const model = trainModel(samples, analyse, fingerprintOf(samples, knowledge.language));
      const bytes = writeModel(model);
      mkdirSync(dirname(paths.model), { recursive: true });
      writeFileSync(paths.model, bytes);
      terminal.err(`${paths.model}: ${(bytes.length / 1e6).toFixed(2)} MB after ${seconds()} s; fitting the decision …`);
      const questions = parseQuestions(readFileSync(paths.questions, 'utf8'), paths.questions);
      const parts = { knowledge, samples, index: buildIndex(samples, contentStems) };
      const learned = fitDecision(questions, { ...parts, model });
      const plain = fitDecision(questions, parts);
      const decisions: Decisions = {
        about: { figures: learned.figures },
        learned: learned.decision,
        index: plain.decision,
      };
      writeFileSync(paths.decision, `${JSON.stringify(decisions, null, 2)}\n`);
      terminal.out(`done in ${seconds()} s: ${Object.entries(learned.figures).map(([name, value]) => `${name} ${value}`).join(', ')}`);
      terminal.out(`MiniSearch alone: ${Object.entries(plain.figures).map(([name, value]) => `${name} ${value}`).join(', ')}`);
      return 0;
    },
  };
}
