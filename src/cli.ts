import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { assemble, decisionPath, loadDecisions, modelPath, productRoot } from './assemble';
import { createAsk } from './cli/ask';
import { createBackup } from './cli/backup';
import { createCheck, problemsIn } from './cli/check';
import type { Terminal } from './cli/command';
import { createConfigCommand } from './cli/config';
import { createDoctor } from './cli/doctor';
import { disk } from './cli/doctor/disk';
import { ask, tryPort } from './cli/doctor/network';
import { inSweden } from './cli/doctor/time';
import { createEval } from './cli/eval';
import { createFeedback } from './cli/feedback';
import { createKnowledge } from './cli/knowledge';
import { createPackage } from './cli/package';
import { createPrivacy } from './cli/privacy';
import { createReminders } from './cli/reminders';
import { createRestore } from './cli/restore';
import { exitCodes, runCommand, type Commands } from './cli/run';
import { createTrain } from './cli/train';
import { databaseOf, readConfig, settingsInEffect, variables } from './config';
import { dayInSweden } from './day';
import { loadTriggers } from './dialogs/triggers';
import { coursesOf, loadKnowledge, readKnowledge } from './knowledge/load';
import { readModel } from './search/model/model-file';
import { fingerprintOf } from './search/model/train-model';
import { gatherSamples } from './search/samples';
import type * as BackingUp from './store/backup/backup';
import type * as Restoring from './store/backup/restore';
import type * as StoreOpening from './store/open';
import type { Store } from './store/store';

const knowledgeFolder = join(productRoot, 'knowledge');
const dialogsFolder = join(productRoot, 'dialogs');
const folders = { knowledge: knowledgeFolder, dialogs: dialogsFolder };
const now = () => new Date();
const today = () => dayInSweden(now());

function loadSamples() {
  const knowledge = loadKnowledge(knowledgeFolder);
  return { knowledge, samples: gatherSamples(knowledge, loadTriggers(dialogsFolder)) };
}

// Loading the databases' drivers takes 0.15 s, which a question need not wait for.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const storeOpening = () => require('./store/open') as typeof StoreOpening;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const backingUp = () => require('./store/backup/backup') as typeof BackingUp;
// eslint-disable-next-line @typescript-eslint/no-require-imports
const restoring = () => require('./store/backup/restore') as typeof Restoring;

/** The store beside a running bot, to read or also to change; null where there is none yet. */
async function openBeside(how: 'openStoreReadOnly' | 'openStoreBeside'): Promise<Store | null> {
  const where = databaseOf(process.env);
  if ('file' in where && !existsSync(where.file)) return null;
  return storeOpening()[how](where);
}

const openToRead = () => openBeside('openStoreReadOnly');

function readJson<T>(...path: string[]): T | undefined {
  const file = join(productRoot, ...path);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
}

/** What a model was trained on, and what it would be trained on now. */
function fingerprints(): { trained: string | undefined; now: string } {
  const { knowledge, samples } = loadSamples();
  loadDecisions(productRoot);
  const path = join(productRoot, modelPath);
  return { trained: existsSync(path) ? readModel(readFileSync(path)).fingerprint : undefined, now: fingerprintOf(samples, knowledge.language) };
}

const cacheFolder = join(productRoot, 'var', 'cache');

const doctor = createDoctor({
  node: () => ({ version: process.version, engines: readJson<{ engines: { node: string } }>('package.json')?.engines.node ?? '' }),
  packages: () => ({ wanted: readJson('package-lock.json'), installed: readJson('node_modules', '.package-lock.json') }),
  settings: () => readConfig(process.env),
  now,
  today,
  localTime: inSweden,
  tryPort,
  get: ask,
  disk,
  openStore: (where) => storeOpening().openStoreReadOnly(where),
  content: () => problemsIn(folders, today()),
  latestReview: () => [...(readKnowledge(knowledgeFolder).knowledge?.entries.values() ?? [])].map(({ reviewed }) => reviewed).sort().at(-1),
  fingerprints,
  cache: { folder: cacheFolder, snapshots: () => (existsSync(cacheFolder) ? readdirSync(cacheFolder) : []) },
});

/** Every command, by those whom it is for. */
export const commands: Commands = {
  editors: {
    ask: createAsk(assemble, now),
    check: createCheck(folders, today),
    feedback: createFeedback(openToRead),
    knowledge: createKnowledge(() => loadKnowledge(knowledgeFolder)),
    train: createTrain(
      { model: join(productRoot, modelPath), decision: join(productRoot, decisionPath), questions: join(productRoot, 'knowledge', 'ranking', 'questions.jsonl') },
      loadSamples,
    ),
  },
  operators: {
    backup: createBackup((file) => backingUp().backUp(databaseOf(process.env), file, now())),
    config: createConfigCommand({ variables, settings: () => settingsInEffect(process.env) }),
    doctor,
    eval: createEval(join(productRoot, 'test', 'questions'), () => {
      const parts = assemble();
      return { ...parts, decision: loadDecisions(productRoot).learned };
    }),
    package: createPackage({ manifest: join(productRoot, 'manifest'), target: join(productRoot, 'dist', 'vagvisaren.zip') }),
    privacy: createPrivacy({ toRead: openToRead, toChange: () => openBeside('openStoreBeside') }),
    reminders: createReminders(openToRead, () => coursesOf(loadKnowledge(knowledgeFolder)), now),
    restore: createRestore((file, dueSinceBackup) =>
      restoring().restore({ where: databaseOf(process.env), file, dueSinceBackup, courses: coursesOf(loadKnowledge(knowledgeFolder)), now: now() }),
    ),
  },
};

function main(): void {
  const terminal: Terminal = {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
    lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    isTerminal: process.stdout.isTTY === true && !process.env['NO_COLOR'],
    columns: process.stdout.columns ?? 80,
  };
  // The reader of a pipe may leave early ("| head"); that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? exitCodes.done : exitCodes.failure));
  void runCommand(commands, process.argv.slice(2), terminal, Boolean(process.env['VAGVISAREN_DEBUG'])).then((code) => {
    process.exitCode = code;
  });
}

if (require.main === module) main();
