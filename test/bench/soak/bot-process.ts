import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A bot in a process of its own. */
export interface BotProcess {
  pid: number;
  port: number;
  metricsPort: number;
  /** Ends it as a service manager does. Gives its exit code; null when it had to be killed. */
  stop(): Promise<number | null>;
}

/** Where it runs, and what it runs: a program with its arguments. */
export interface Command {
  root: string;
  command: readonly string[];
  database: string;
}

/** The bot itself takes eight seconds at the most. Milliseconds. */
const stopWithin = 15_000;

/**
 * Starts a bot on free ports and resolves when its log says that it listens. Its environment is empty, so that a developer's settings
 * play no part and it has no identity; it is a group of processes of its own, since npm starts others.
 * @param onLine gets every line of its log
 * @throws Error when it ends instead.
 */
export async function startBotProcess({ root, command, database }: Command, onLine: (line: string) => void = () => undefined): Promise<BotProcess> {
  const [program, ...given] = command;
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', METRICS_PORT: '0', DATABASE_FILE: database };
  const child = spawn(program!, given, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-child.pid!, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const killed = () => signal('SIGKILL');
  process.once('exit', killed);
  const lines = createInterface({ input: child.stdout });
  lines.on('line', onLine);
  const listening = new Promise<{ port: number; metricsPort: number }>((resolve) => {
    const look = (line: string) => {
      if (!line.includes('"msg":"listening"')) return;
      lines.off('line', look);
      resolve(JSON.parse(line) as { port: number; metricsPort: number });
    };
    lines.on('line', look);
  });
  const ports = await Promise.race([listening, ended.then(() => null)]);
  if (!ports) throw new Error(`${command.join(' ')} ended with code ${child.exitCode}`);
  return {
    pid: child.pid!,
    port: ports.port,
    metricsPort: ports.metricsPort,
    async stop() {
      signal('SIGTERM');
      const late = setTimeout(killed, stopWithin);
      const [code] = await ended;
      clearTimeout(late);
      process.off('exit', killed);
      return code;
    },
  };
}
