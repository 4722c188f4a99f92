import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/search/model/random';
import { killAtRandom, killed } from '../bench/reminders/killed';

const sends = 300;
/** As many messages a sender has on their way at once, at most: sender.ts. Fewer when the machine is idle. */
const mostInFlight = 25;

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vagvisaren-killed-'))));

afterEach(() => rmSync(folder, { recursive: true }));

test('however often the sender is killed, everybody gets the reminder, and nobody twice but for what was on its way', async () => {
  const { byState, ...result } = await killed({ where: { file: join(folder, 'bot.db') }, sends, perSecond: 100, trouble: killAtRandom(4, createRandom(4)) });
  expect(byState).toMatchObject({ sent: sends, sending: 0, failed: 0, unknown: 0 });
  expect(result).toMatchObject({ kills: 4, lost: 0, unexplained: 0 });
  expect(result.doubled).toBeLessThanOrEqual(mostInFlight * result.kills);
});
