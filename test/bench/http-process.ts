import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { productRoot } from '../../src/assemble';
import { freePort, listens } from '../support/ports';

const patienceMs = 30_000;
const tickMs = 10;

export interface Running {
  port: number;
  /** As of `processorMs`. */
  cpuMs(): number;
  stop(): Promise<void>;
}

/** Milliseconds of processor that a process has used, as /proc tells it (Linux only, in steps of 10). */
export function processorMs(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13).map(Number) as [number, number];
  return (user + system) * tickMs;
}

/**
 * Starts a TypeScript file as a server in a process of its own, on a free port. Its environment is empty, so that a developer's
 * settings play no part and the bot has no identity. Its log is written, as in production, and thrown away; so is its database,
 * which lies where it would in production, since waiting for the disk is part of what is measured.
 * @throws Error when it ends or does not listen in time.
 */
export function startProcess(...path: string[]): Promise<Running> {
  return startWith(process.execPath, [], path);
}

/**
 * The same with one processor for all its threads, which it has to itself if nobody else is put there (Linux only).
 * @param processor counted from 0
 */
export function startProcessOn(processor: number, ...path: string[]): Promise<Running> {
  // taskset becomes what it starts: the process id stays.
  return startWith('taskset', ['-c', String(processor), process.execPath], path);
}

async function startWith(program: string, before: readonly string[], path: readonly string[]): Promise<Running> {
  const port = await freePort();
  const folder = mkdtempSync(join(productRoot, 'var', 'bench-'));
  const child = spawn(program, [...before, '--import', 'tsx', join(...path)], {
    cwd: productRoot,
    env: { PATH: process.env['PATH'], PORT: String(port), DATABASE_FILE: join(folder, 'bench.db') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  process.once('exit', () => child.kill());
  const stop = async () => {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true });
  };
  const cpuMs = () => processorMs(child.pid!);
  const started = performance.now();
  while (!(await listens(port))) {
    if (child.exitCode === null && performance.now() - started < patienceMs) await wait(50);
    else {
      await stop();
      throw new Error(`${join(...path)} does not listen on port ${port}`);
    }
  }
  return { port, cpuMs, stop };
}
