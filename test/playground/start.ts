import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/ports';
import { answering, end, startPlayground } from './playground';

const root = join(__dirname, '..', '..');

/** The environment without an identity: with one the bot would want tokens, which the Playground has none of. */
function withoutIdentity(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MICROSOFT_APP_|DATABASE_|NODE_ENV$)/.test(name)));
}

/** Starts the bot with an empty store, and Microsoft's Playground in front of it. */
async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-'));
  const port = await freePort();
  const bot = spawn(process.execPath, ['--import', 'tsx', join('src', 'main.ts')], {
    cwd: root,
    stdio: 'inherit',
    env: { ...withoutIdentity(), PORT: String(port), DATABASE_FILE: join(folder, 'vagvisaren.db') },
  });
  const starting = startPlayground(port, 'inherit');

  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= (async () => {
    await Promise.all([end(bot), starting.then((playground) => playground.stop(), () => undefined)]);
    rmSync(folder, { recursive: true, force: true });
  })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // One without the other is of no use.
  bot.once('exit', () => void stop());

  try {
    const [playground] = await Promise.all([starting, answering(`http://127.0.0.1:${port}/healthz`)]);
    playground.process.once('exit', () => void stop());
    process.stdout.write(`\nOpen ${playground.address} to talk with the bot; Ctrl+C stops it.\n`);
  } catch (error) {
    if (stopping) return;
    await stop();
    throw error;
  }
}

void start();
