import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../../src/search/model/random';
import { startPostgres } from '../../support/postgres';
import { driven } from './driven';
import { killAtRandom, killed, killOneAndPauseOne, type KilledResult } from './killed';

const followers = 60_000;
const sends = 5_000;
const kills = 50;
/** Faster than Teams allows, so that the run takes a minute and not four; five messages a claim at most all the same. */
const perSecond = 250;

function print(out: (line: string) => void, name: string, { byState, kills: hits, lost, doubled, unexplained, seconds }: KilledResult): void {
  out(`${name}: ${byState.sent} of ${sends} sent, ${hits} killed or paused, ${lost} lost, ${doubled} doubled (${unexplained} of them not on their way at a kill), ${seconds.toFixed(0)} s`);
}

/** Reminders under load, and with senders that are killed. */
export async function benchReminders(out: (line: string) => void): Promise<void> {
  const result = await driven(followers);
  out(`${followers} reminders due at once, driven clock, Teams' limits: ${result.byState.sent} sent, ${result.lost} lost, ${result.doubled} doubled`);
  out(`  ${result.seconds.toFixed(0)} s after 08:30, at best ${result.leastSeconds} s (${(result.seconds / result.leastSeconds).toFixed(3)} times); most in one second ${result.mostInASecond}`);
  out(`  CPU ${result.cpuMillisecondsPerThousand.toFixed(0)} ms per 1,000 sends; memory ${result.rssMegabytes} MB at most, heap ${result.heapMegabytes.join(' → ')} MB; planned in ${result.planSeconds.toFixed(0)} s`);

  const random = createRandom(1);
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-bench-'));
  print(out, 'libsql', await killed({ where: { file: join(folder, 'bench.db') }, sends, perSecond, trouble: killAtRandom(kills, random) }));
  rmSync(folder, { recursive: true });

  const postgres = await startPostgres();
  try {
    print(out, 'PostgreSQL', await killed({ where: { url: await postgres.database('killed') }, sends, perSecond, trouble: killAtRandom(kills, random) }));
    print(out, 'three on one PostgreSQL', await killed({ where: { url: await postgres.database('three') }, sends, perSecond, trouble: killOneAndPauseOne }));
  } finally {
    await postgres.close();
  }
}
