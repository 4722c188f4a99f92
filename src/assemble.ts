import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mistakesIn } from './cli/check';
import { VagvisarenError } from './errors';
import { createDialogs, type Dialogs } from './dialogs/converse';
import { loadFirstNames } from './dialogs/feedback/first-names';
import { createMask } from './dialogs/feedback/mask';
import type { Masked } from './dialogs/feedback/ports';
import type { Room } from './dialogs/room';
import { loadSentences, saying } from './dialogs/sentences';
import { loadTriggers } from './dialogs/triggers';
import { loadKnowledge, type Knowledge } from './knowledge/load';
import { formatProblem } from './knowledge/problem';
import { languages } from './language';
import { createAnalyser } from './search/analyse';
import { decisionsSchema, type Decisions } from './search/decision';
import { createSearch, type Search } from './search/engine';
import type { Labelled } from './search/labelled';
import { readModel, type RankingModel } from './search/model/model-file';
import { buildIndex } from './search/phrase-index';
import { gatherSamples } from './search/samples';
import { countVocabulary, type Vocabulary } from './search/vocabulary';
import { fromSnapshot, hashOf } from './snapshot';

/** Where the data of the product lies: the root of the repository, from src/ as well as from dist/. */
export const productRoot = join(__dirname, '..');

export const modelPath = join('knowledge', 'ranking', 'model.bin');
export const decisionPath = join('knowledge', 'ranking', 'decision.json');

/** The parts that every door uses, loaded from disk and put together. */
export interface Parts {
  /** Tells one state of knowledge/ and dialogs/, the model with it, from another: the day of the latest review, and eight digits of a hash ("2026-11-20.3f9a1c2b"). */
  version: string;
  knowledge: Knowledge;
  samples: Labelled[];
  vocabulary: Vocabulary;
  decisions: Decisions;
  /** Not there when no model has been trained, or when it was trained for other entries: then MiniSearch alone ranks. */
  model?: RankingModel;
  search: Search;
  room: Room;
  /** Answers questions; reminds nobody, since it has no store (main.ts gives it one). */
  dialogs: Dialogs;
}

function sameLabels(model: RankingModel, samples: readonly Labelled[]): boolean {
  const now = new Set(samples.map(({ label }) => label));
  return now.size === model.labels.length && model.labels.every((label) => now.has(label));
}

function versionOf({ entries }: Knowledge, sources: string): string {
  const latest = [...entries.values()].reduce((so, { reviewed }) => (reviewed > so ? reviewed : so), '');
  return `${latest}.${createHash('sha256').update(sources).digest('hex').slice(0, 8)}`;
}

/** Late enough that no review is in the future: whether it is depends on the day, and a snapshot stays. */
const noDay = '9999-12-31';

/** @throws VagvisarenError KNOWLEDGE_INVALID naming every mistake of content, one a line. */
function refuseMistakes(knowledge: Knowledge): void {
  const mistakes = mistakesIn(knowledge, noDay);
  if (mistakes.length > 0) throw new VagvisarenError('KNOWLEDGE_INVALID', mistakes.map(formatProblem).join('\n'));
}

/** @throws VagvisarenError MODEL_INVALID when knowledge/ranking/decision.json is missing or not of the right form. */
export function loadDecisions(root: string): Decisions {
  try {
    return decisionsSchema.parse(JSON.parse(readFileSync(join(root, decisionPath), 'utf8')));
  } catch (error) {
    throw new VagvisarenError('MODEL_INVALID', `${decisionPath} cannot be read.`, { cause: error });
  }
}

/**
 * What goes over a question before it is kept: with the names of dialogs/, and the words of the knowledge as those that are no names.
 * @throws VagvisarenError DIALOGS_INVALID
 */
export function loadMask(root: string, vocabulary: Vocabulary): (text: string) => Masked {
  return createMask(loadFirstNames(join(root, 'dialogs')), (word) => languages.some((language) => vocabulary[language].has(word)));
}

/**
 * Loads knowledge, sentences and model below `root` and puts the parts together.
 * @throws VagvisarenError KNOWLEDGE_INVALID, DIALOGS_INVALID or MODEL_INVALID
 */
export function assemble(root: string = productRoot): Parts {
  const folder = join(root, 'dialogs');
  // Another version of MiniSearch writes another index: the lock file is a source too.
  const code = hashOf([join(productRoot, 'package-lock.json'), ...['knowledge', 'search', 'dialogs'].map((name) => join(__dirname, name))]);
  const keyOf = () => `${hashOf([join(root, 'knowledge'), folder])} ${code}`;
  const { key, value } = fromSnapshot(join(root, 'var', 'cache'), keyOf, () => {
    const read = loadKnowledge(join(root, 'knowledge'));
    refuseMistakes(read);
    const gathered = gatherSamples(read, loadTriggers(folder));
    return { knowledge: read, samples: gathered, index: buildIndex(gathered, createAnalyser(read.language).contentStems), vocabulary: countVocabulary(gathered), sentences: loadSentences(folder) };
  });
  const { knowledge, samples, index, vocabulary, sentences } = value;
  const decisions = loadDecisions(root);
  const path = join(root, modelPath);
  const stored = existsSync(path) ? readModel(readFileSync(path)) : undefined;
  const model = stored && sameLabels(stored, samples) ? stored : undefined;
  const search = createSearch({ knowledge, samples, index, vocabulary, decision: model ? decisions.learned : decisions.index, ...(model ? { model } : {}) });
  const room: Room = { knowledge, say: saying(sentences), search };
  return { version: versionOf(knowledge, key.split(' ')[0]! + hashOf([path, join(root, decisionPath)])), knowledge, samples, vocabulary, decisions, ...(model ? { model } : {}), search, room, dialogs: createDialogs(room) };
}
