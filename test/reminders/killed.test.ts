import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Delivery } from '../../src/reminders/delivery';
import { createRandom } from '../../src/search/model/random';
import { openStoreReadOnly } from '../../src/store/open';
import { killAtRandom, killed } from '../bench/reminders/killed';

type Trouble = Parameters<typeof killed>[0]['trouble'];

const sends = 300;
const kills = 4;

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vagvisaren-killed-'));
  file = join(folder, 'bot.db');
});

afterEach(() => rmSync(folder, { recursive: true }));

async function rows(): Promise<Delivery[]> {
  const reader = await openStoreReadOnly({ file });
  return reader.ledger.report(null, 10 * sends).finally(() => reader.close());
}

/** Kills at random, and notes by the ledger what was on its way each time: by the clock, a busy machine would be blamed on the sender. */
function killAndNote(onItsWay: Set<string>): Trouble {
  return async (run) => {
    let latest: ChildProcess | undefined;
    const note = async (): Promise<void> => {
      if (!latest) return;
      if (latest.signalCode === null) await once(latest, 'exit');
      for (const { id, state } of await rows()) if (state === 'sending') onItsWay.add(id);
    };
    const done = await killAtRandom(kills, createRandom(4))({ ...run, start: async () => note().then(async () => (latest = await run.start())) });
    await note();
    return done;
  };
}

test('however often the sender is killed, everybody gets the reminder, and nobody twice but for what was on its way', async () => {
  const onItsWay = new Set<string>();
  const { byState, ...result } = await killed({ where: { file }, sends, perSecond: 100, lease: 6_000, trouble: killAndNote(onItsWay) });
  expect(byState).toMatchObject({ sent: sends, sending: 0, failed: 0, unknown: 0 });
  expect(result).toMatchObject({ kills, lost: 0 });

  const claimedAgain = (await rows()).filter(({ attempts }) => attempts > 1);
  expect(claimedAgain.filter(({ id }) => !onItsWay.has(id))).toEqual([]);
  expect(result.doubled).toBeLessThanOrEqual(claimedAgain.reduce((sum, { attempts }) => sum + attempts - 1, 0));
});
