import { readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { processorMs } from './http-process';
import { startBotProcess } from './soak/bot-process';
import { copyProduct } from './soak/product-copy';

const runs = 7;
/** Seconds: what the compiled bot shall take at the most, started again. */
const target = 1.5;

/** Whether /readyz answers 200. */
function isReady(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    get({ port, path: '/readyz', agent: false }, (response) => resolve(response.resume().statusCode === 200)).on('error', reject);
  });
}

/** Megabytes that a process has in memory, as /proc tells it (Linux only). */
function megabytesOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/**
 * From starting a process to its first 200 from /readyz: compiled and started again, compiled and started for the first time (neither
 * snapshot nor database), and through npm and tsx. The processor's time is less than the clock's where the disk is waited for, more where
 * several threads work.
 * @throws Error when it is not ready.
 */
export async function benchStart(out: (line: string) => void): Promise<void> {
  const copy = copyProduct();
  const { root, main, database } = copy;
  const compiled = [process.execPath, main];
  const asNew = () => {
    for (const made of [join(root, 'var', 'cache'), dirname(database)]) rmSync(made, { recursive: true, force: true });
  };
  const once = async (command: readonly string[]): Promise<{ seconds: number; processor: number; megabytes: number }> => {
    const started = performance.now();
    const bot = await startBotProcess({ root, command, database });
    const ready = await isReady(bot.port);
    const seconds = (performance.now() - started) / 1_000;
    const processor = processorMs(bot.pid) / 1_000;
    const megabytes = megabytesOf(bot.pid);
    await bot.stop();
    if (!ready) throw new Error(`${command.join(' ')} listens and is not ready`);
    return { seconds, processor, megabytes };
  };
  try {
    out('| from starting the process to ready | median s | slowest | processor s | memory MB |');
    out('| --- | ---: | ---: | ---: | ---: |');
    let again = 0;
    for (const { name, command, before } of [
      { name: '`node dist/main.js`', command: compiled, before: () => undefined },
      { name: 'the same for the first time: no snapshot, no database', command: compiled, before: asNew },
      { name: '`npm start` (tsx)', command: ['npm', 'start', '--silent'], before: () => undefined },
    ]) {
      // Its snapshot and tsx's own cache are there when the second starts.
      await once(command);
      const measured = [];
      for (let run = 0; run < runs; run++) {
        before();
        measured.push(await once(command));
      }
      const seconds = measured.map((one) => one.seconds).sort((a, b) => a - b);
      const median = middle(seconds);
      again ||= median;
      // The process that was started is npm, not the bot.
      const own = command === compiled;
      const processor = own ? middle(measured.map((one) => one.processor)).toFixed(2) : '';
      const memory = own ? Math.max(...measured.map(({ megabytes }) => megabytes)).toFixed(0) : '';
      out(`| ${name} | ${median.toFixed(2)} | ${seconds.at(-1)!.toFixed(2)} | ${processor} | ${memory} |`);
    }
    out('');
    out(`Started again: ${again.toFixed(2)} s, to be under ${target} s: ${again < target ? 'yes' : 'NO'}. Load of the machine ${loadavg()[0]!.toFixed(1)}.`);
    if (again >= target) process.exitCode = 1;
  } finally {
    copy.remove();
  }
}
