import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../../src/bot';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import type { Store } from '../../src/store/store';
import { openStore } from '../../src/store/open';
import { DrivenClock } from '../support/driven-clock';
import { followedCourse } from '../support/followed-course';
import { product } from '../support/product';
import { roomWith } from '../support/reminder-scene';

const { id, occasions } = followedCourse();

export interface LogLine {
  level: number;
}

export interface BotUnderTest {
  store: Store;
  log: readonly LogLine[];
  /** Lets it be another time, and everything that is due then be sent. */
  turnsTo(time: string): Promise<void>;
  /** Lets it finish what it has begun, and removes the store. May be called again. */
  stop(): Promise<void>;
}

/** The whole bot with an empty store of its own, on a clock that stands at ten in the morning of Monday 2027-02-08 until it is driven; its course UGL has a coming date. */
export async function startBotUnderTest(port: number): Promise<BotUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-e2e-'));
  const clock = new DrivenClock(new Date('2027-02-08T09:00:00Z'));
  const log: LogLine[] = [];
  const store = await openStore({ file: join(folder, 'bot.db') });
  const room = roomWith(occasions, id);
  const bot = await startBot(
    readConfig({ PORT: String(port) }),
    {
      now: () => clock.now(),
      random: () => 0.5,
      log: createLog('info', { write: (line) => log.push(JSON.parse(line) as LogLine) }),
      store,
      parts: { ...product(), room, knowledge: room.knowledge },
    },
  );
  let stopping: Promise<void> | undefined;
  return {
    store,
    log,
    async turnsTo(time) {
      await clock.advance(new Date(time).getTime() - clock.now().getTime());
      await bot.sender.pass();
      await bot.sender.settled();
    },
    stop: () => (stopping ??= bot.stop().finally(() => rmSync(folder, { recursive: true }))),
  };
}
