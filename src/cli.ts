import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { assemble, decisionPath, loadDecisions, modelPath, productRoot } from './assemble';
import { createAsk } from './cli/ask';
import { createCheck } from './cli/check';
import type { Command, Terminal } from './cli/command';
import { createConfigCommand } from './cli/config';
import { createEval } from './cli/eval';
import { createFeedback } from './cli/feedback';
import { createKnowledge } from './cli/knowledge';
import { createPackage } from './cli/package';
import { createPrivacy } from './cli/privacy';
import { createReminders } from './cli/reminders';
import { createTrain } from './cli/train';
import { databaseOf, settingsInEffect, variables } from './config';
import { dayInSweden } from './day';
import { loadTriggers } from './dialogs/triggers';
import { VagvisarenError } from './errors';
import { coursesOf, loadKnowledge } from './knowledge/load';
import { gatherSamples } from './search/samples';
import type * as StoreOpening from './store/open';
import type { Store } from './store/store';

const knowledgeFolder = join(productRoot, 'knowledge');
const dialogsFolder = join(productRoot, 'dialogs');
const now = () => new Date();
const today = () => dayInSweden(now());

function loadSamples() {
  const knowledge = loadKnowledge(knowledgeFolder);
  return { knowledge, samples: gatherSamples(knowledge, loadTriggers(dialogsFolder)) };
}

/** The store beside a running bot, to read or also to change; null where there is none yet. */
async function openBeside(how: 'openStoreReadOnly' | 'openStoreBeside'): Promise<Store | null> {
  const where = databaseOf(process.env);
  if ('file' in where && !existsSync(where.file)) return null;
  // Loading the databases' drivers takes 0.15 s, which a question need not wait for.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('./store/open') as typeof StoreOpening)[how](where);
}

const openToRead = () => openBeside('openStoreReadOnly');

const commands: Record<string, Command> = {
  ask: createAsk(assemble, now),
  knowledge: createKnowledge(() => loadKnowledge(knowledgeFolder)),
  check: createCheck({ knowledge: knowledgeFolder, dialogs: dialogsFolder }, today),
  eval: createEval(join(productRoot, 'test', 'questions'), () => {
    const parts = assemble();
    return { ...parts, decision: loadDecisions(productRoot).learned };
  }),
  reminders: createReminders(openToRead, () => coursesOf(loadKnowledge(knowledgeFolder)), now),
  feedback: createFeedback(openToRead),
  config: createConfigCommand({ variables, settings: () => settingsInEffect(process.env) }),
  privacy: createPrivacy({ toRead: openToRead, toChange: () => openBeside('openStoreBeside') }),
  package: createPackage({ manifest: join(productRoot, 'manifest'), target: join(productRoot, 'dist', 'vagvisaren.zip') }),
  train: createTrain(
    { model: join(productRoot, modelPath), decision: join(productRoot, decisionPath), questions: join(productRoot, 'knowledge', 'ranking', 'questions.jsonl') },
    loadSamples,
  ),
};

const terminal: Terminal = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
  isTerminal: process.stdout.isTTY === true && !process.env['NO_COLOR'],
  columns: process.stdout.columns ?? 80,
};

/** Wrong use is told apart from broken content, so that scripts can tell them apart too. */
const exitCodes = { failure: 1, usage: 2 };

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) {
    terminal.err(`Commands: ${Object.keys(commands).join(', ')}. Each takes --help.`);
    return exitCodes.usage;
  }
  if (args.includes('--help') || args.includes('-h')) {
    terminal.out(command.help);
    return 0;
  }
  return command.run(args, terminal);
}

// The reader of a pipe may leave early ("| head"); that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : exitCodes.failure));

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const known = error instanceof VagvisarenError;
    terminal.err(known ? `${error.message}\n${error.whatToDo}` : 'Something unexpected went wrong. Please report it with what you did.');
    if (!known && process.env['VAGVISAREN_DEBUG']) terminal.err(String((error as Error)?.stack));
    process.exitCode = known && error.code === 'USAGE' ? exitCodes.usage : exitCodes.failure;
  },
);
