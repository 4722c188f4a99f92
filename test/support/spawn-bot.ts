import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { productRoot } from '../../src/assemble';

interface Line {
  msg: string;
  [field: string]: unknown;
}

/** The bot as its operators start it: a process of its own. */
export interface Spawned {
  port: number;
  /** Its log so far. */
  lines: Line[];
  /** Resolves with the first line of this message, also one that was written before. */
  until(message: string): Promise<Line>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code. */
  ended: Promise<number | null>;
  /** Removes its store; ends it where it still runs. */
  remove(): Promise<void>;
}

/**
 * Starts src/main.ts on loopback, listening on any free port.
 * @param environment settings beside PORT; without a database it gets an empty store
 */
export async function spawnBot(environment: Record<string, string> = {}): Promise<Spawned> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-process-'));
  const child = spawn(process.execPath, ['--import', 'tsx', join(productRoot, 'src', 'main.ts')], {
    cwd: productRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], PORT: '0', DATABASE_FILE: join(folder, 'bot.db'), ...environment },
  });
  // Not 'exit': what it said may come after that.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let over = false;
  const lines: Line[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((look) => look());
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(JSON.parse(text) as Line);
    wake();
  });
  const until = (message: string) =>
    new Promise<Line>((resolve, reject) => {
      const look = (): void => {
        const line = lines.find(({ msg }) => msg === message);
        if (!line && !over) return;
        waiting.delete(look);
        if (line) resolve(line);
        else reject(new Error(`the bot ended without saying "${message}"`));
      };
      waiting.add(look);
      look();
    });
  void ended.then(() => {
    over = true;
    wake();
  });
  const { port } = await until('listening');
  return {
    port: port as number,
    lines,
    until,
    signal: (name) => child.kill(name),
    ended,
    async remove() {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
