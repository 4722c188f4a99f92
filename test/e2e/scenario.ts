import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startPlayground, type Playground } from '../playground/playground';
import { freePort } from '../support/ports';
import { browserRuns, startBrowser } from '../support/browser';
import { startBotUnderTest, type BotUnderTest } from './bot-under-test';
import { conversations, PlaygroundPage } from './playground-page';

/** https://getpino.io/#/docs/api?id=loggerlevels-object */
const errorLevel = 50;

let browser: Browser;
let port: number;
let playground: Playground;

beforeAll(async () => {
  port = await freePort();
  await Promise.all([
    startBrowser().then((started) => (browser = started)),
    startPlayground(port, 'ignore').then((started) => (playground = started)),
  ]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), playground?.stop()]);
});

/** Keeps what was to be seen when a scenario failed. Gives the folder. */
async function keep({ page }: PlaygroundPage, bot: BotUnderTest): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-e2e-failed-'));
  await page.screenshot({ path: join(folder, 'page.png') });
  writeFileSync(join(folder, 'page.txt'), await page.locator('body').ariaSnapshot());
  writeFileSync(join(folder, 'bot.log'), bot.log.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return folder;
}

/** Holds in every scenario, whatever it is about. */
async function expectAllWell(page: PlaygroundPage, bot: BotUnderTest): Promise<void> {
  const { seen, awaited } = await page.cards();
  expect(seen).toBe(awaited);
  const record = await page.record();
  expect(record.filter((line) => line.startsWith('User Application -> Microsoft 365 Agents Playground message 201'))).toHaveLength(page.sent);
  expect(record.filter((line) => /error|warn|fail|support|\b(message|invoke|\w+Update) [345]\d\d\b/i.test(line))).toEqual([]);
  expect(page.errors).toEqual([]);
  expect(await page.sideways()).toEqual([]);

  expect(bot.log.filter(({ level }) => level >= errorLevel)).toEqual([]);
  const log = JSON.stringify(bot.log);
  for (const secret of [...page.typed, ...Object.values(conversations), 'user-id', 'Alex', 'Wilber']) expect(log).not.toContain(secret);
}

export interface Scene {
  page: PlaygroundPage;
  bot: BotUnderTest;
}

/** A test with a fresh bot, an empty store and a fresh page. Where it fails, a picture and the text of the page are kept. */
export function scenario(name: string, act: (scene: Scene) => Promise<void>): void {
  (browserRuns ? test : test.skip)(name, async () => {
    const bot = await startBotUnderTest(port);
    let page: PlaygroundPage | undefined;
    try {
      page = await PlaygroundPage.in(browser);
      await page.opens(playground.address);
      await act({ page, bot });
      // What the bot has begun it finishes first: an answer too many is there when cards are counted.
      await bot.stop();
      await expectAllWell(page, bot);
    } catch (error) {
      if (page) process.stderr.write(`"${name}" failed: see ${await keep(page, bot)}\n`);
      throw error;
    } finally {
      await page?.close();
      await bot.stop();
    }
  });
}
