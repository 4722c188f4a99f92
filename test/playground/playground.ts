import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/ports';

const program = join(require.resolve('@microsoft/m365agentsplayground/package.json'), '..', 'cli.js');
/** How long a process may take until it answers: milliseconds. */
const patience = 60_000;

/** Waits until something answers at the address. Throws after a minute. */
export async function answering(address: string, until = Date.now() + patience): Promise<void> {
  while (!(await fetch(address).then(({ ok }) => ok, () => false))) {
    if (Date.now() > until) throw new Error(`nothing answers at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Ends a process. Resolves when it is gone. */
export function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

export interface Playground {
  process: ChildProcess;
  /** Of its page, http://127.0.0.1:…/ */
  address: string;
  stop(): Promise<void>;
}

/**
 * Starts Microsoft's Agents Playground, a client like Teams, in front of the bot at a port, with the people and places of teams.yml.
 * It looks for the bot when its page is opened, not before. Resolves when it serves its page.
 * @param output what becomes of what it prints
 */
export async function startPlayground(botPort: number, output: 'inherit' | 'ignore'): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-playground-'));
  const log = join(folder, 'playground.log');
  const address = `http://127.0.0.1:${await freePort()}/`;
  const child = spawn(process.execPath, [
    program, 'start', '--disable-telemetry', '--channel-id', 'msteams',
    '--app-endpoint', `http://127.0.0.1:${botPort}/api/messages`, '--port', new URL(address).port,
  ], {
    cwd: folder,
    stdio: output,
    env: { ...process.env, APPLICATION_INSIGHTS_NO_STATSBEAT: '1', M365_AGENTS_PLAYGROUND_LOGFILE: log, M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(__dirname, 'teams.yml') },
  });
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error(`the Playground does not start:\n${readFileSync(log, 'utf8')}`))));
  // It ends some day; that is of no interest once it has started.
  ended.catch(() => undefined);
  try {
    await Promise.race([answering(address), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { process: child, address, stop };
}
