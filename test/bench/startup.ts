import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';

const runs = 5;

const cli = join(productRoot, 'src', 'cli.ts');
/** Tells the peak of its memory when it ends: kilobytes. */
const tellPeak = "data:text/javascript,process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS))";

/** From starting the process to its first answer, and its peak memory. */
export function benchStartup(out: (line: string) => void): void {
  const seconds: number[] = [];
  let peak = 0;
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--import', tellPeak, cli, 'ask', 'Får jag lämna ut kollegans hemnummer?'], { encoding: 'utf8', cwd: productRoot });
    seconds.push((performance.now() - started) / 1000);
    if (!stdout.includes('LÄMNA INTE UT')) throw new Error('ask did not answer');
    peak = Math.max(peak, Number(/PEAK (\d+)/.exec(stderr)?.[1] ?? 0) / 1000);
  }
  seconds.sort((a, b) => a - b);
  out(`ask, process start to answer and exit: median ${seconds[Math.floor(runs / 2)]!.toFixed(2)} s, peak memory ${peak.toFixed(0)} MB`);

  const questions = Array.from({ length: 320 }, (_, i) => `Får jag lämna ut mobilnumret till kollega nummer ${i}?`).join('\n');
  const started = performance.now();
  spawnSync(process.execPath, ['--import', 'tsx', cli, 'ask', '--json'], { input: questions, cwd: productRoot });
  out(`ask --json, 320 questions in one process: ${((performance.now() - started) / 1000).toFixed(2)} s`);
}
