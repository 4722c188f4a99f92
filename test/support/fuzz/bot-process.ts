import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { productRoot } from '../../../src/assemble';

/** Less than jest has for it, so that the log is seen. */
const patience = 50_000;

/**
 * The product's own src/main.ts in a process of its own, without an identity, with a store on disk and all of its log kept. What it
 * writes stands in a file before it answers, so that what a request left in the log can be told from the outside.
 */
export class BotProcess {
  port = 0;
  private child: ChildProcess | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'vagvisaren-fuzz-'));
  private readonly log = openSync(join(this.folder, 'log'), 'a+');

  constructor(private readonly connectorPort: number) {}

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  /** @throws Error when it does not listen in time */
  async start(): Promise<void> {
    const from = this.logSize;
    // Any port at first; started again it has the same one, as others know it by that.
    const env = { PATH: process.env['PATH'], PORT: String(this.port), LOG_LEVEL: 'debug', KEEP_QUESTIONS_DAYS: '30', DATABASE_FILE: join(this.folder, 'bot.db'), FUZZ_CONNECTOR_PORT: String(this.connectorPort) };
    const child = spawn(process.execPath, ['--import', 'tsx', '--import', join(__dirname, 'inside.ts'), join(productRoot, 'src', 'main.ts')], { cwd: productRoot, env, stdio: ['ignore', this.log, this.log, 'ipc'] });
    this.child = child;
    child.channel?.unref();
    const started = performance.now();
    for (;;) {
      const port = /"port":(\d+),.*"msg":"listening"/.exec(this.logged(from))?.[1];
      if (port) {
        this.port = Number(port);
        return;
      }
      if (!this.isRunning || performance.now() - started > patience) throw new Error(`the bot does not start:\n${this.logged(0)}`);
      await wait(50);
    }
  }

  /** How many bytes it has written. */
  get logSize(): number {
    return fstatSync(this.log).size;
  }

  /** What it has written from there on. */
  logged(from: number): string {
    const size = this.logSize - from;
    const bytes = Buffer.alloc(size);
    readSync(this.log, bytes, 0, size, from);
    return bytes.toString('utf8');
  }

  /** Bytes of its heap that are in use, garbage collected first. */
  async heap(): Promise<number> {
    const answer = once(this.child!, 'message') as Promise<[number]>;
    this.child!.send('heap');
    return (await answer)[0];
  }

  async stop(): Promise<void> {
    if (this.isRunning) {
      const ended = once(this.child!, 'exit');
      this.child!.kill();
      await ended;
    }
    closeSync(this.log);
    rmSync(this.folder, { recursive: true });
  }
}
