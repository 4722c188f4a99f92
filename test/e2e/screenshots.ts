import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startPlayground } from '../playground/playground';
import { freePort } from '../support/ports';
import { startBrowser } from '../support/browser';
import { startBotUnderTest, type BotUnderTest } from './bot-under-test';
import { PlaygroundPage } from './playground-page';

const folder = join(__dirname, '..', '..', 'docs', 'screenshots');
/** High enough for the longest conversation to be seen without scrolling. */
const viewport = { width: 1280, height: 2600 };
const desk = { width: 1280, height: 720 };
/** What is shown around a card: who wrote it above, the thumbs below, the typed message to the right. CSS pixels. */
const around = { left: 60, right: 86, above: 36, below: 44 };

interface Scene {
  page: PlaygroundPage;
  bot: BotUnderTest;
  /** Draws a card, from the last text above it that is given, such as what was typed to get it. */
  picture(name: string, card: Locator, typed?: string): Promise<void>;
  /** Makes the window as large as one on a desk, without the Playground's record. */
  window(): Promise<void>;
  /** Draws the whole window, when nothing in it moves any more. */
  pictureOfWindow(name: string): Promise<void>;
}

const homeNumber = 'Får jag lämna ut kollegans hemnummer till en som ringer?';

const scenes: ((scene: Scene) => Promise<void>)[] = [
  async ({ page, picture }) => {
    await page.mocksSwedishInstallation();
    await picture('welcome', await page.arrives());
  },
  async ({ page, picture }) => {
    const answer = await page.says(homeNumber);
    await picture('secrecy-answer', answer, homeNumber);
    await page.button('Källor').click();
    await answer.getByRole('heading', { name: 'Källor' }).waitFor();
    await picture('sources-unfolded', answer);
  },
  async ({ page, picture }) => picture('choices', await page.says('sekretess'), 'sekretess'),
  async ({ page, picture }) => picture('ways-on', await page.says('När kommer lönen?'), 'När kommer lönen?'),
  async ({ page, picture }) => picture('classification', await page.says('Var diarieför jag protokoll från APT?'), 'Var diarieför jag protokoll från APT?'),
  async ({ page, picture }) => {
    await picture('suppliers', await page.says('Vem kan hålla en kurs i klarspråk?'), 'Vem kan hålla en kurs i klarspråk?');
    await picture('next-in-rank', await page.says('ettan tackade nej'), 'ettan tackade nej');
  },
  async ({ page, bot, picture }) => {
    await picture('follow', await page.says('påminn mig om UGL'), 'påminn mig om UGL');
    await bot.turnsTo('2027-02-15T07:30:00Z');
    await picture('reminder', await page.arrives());
  },
  async ({ page, window, pictureOfWindow }) => {
    await window();
    await page.goes('group');
    await page.searches('hemnummer', 1);
    await pictureOfWindow('message-extension');
  },
  async ({ page, picture }) => {
    await page.goes('group');
    await picture('group-chat', await page.says('Hur lång är UGL?', { mention: true }), 'Hur lång är UGL?');
  },
  async ({ page, picture }) => {
    await page.goes('channel');
    await picture('channel', await page.posts('påminn oss om UGL'), 'Alex Wilber');
  },
  async ({ page, picture }) => {
    await picture('english', await page.says("May I give out a colleague's home number?"), "May I give out a colleague's home number?");
  },
  async ({ page, window, pictureOfWindow }) => {
    await window();
    await page.says(homeNumber);
    await page.page.getByRole('button', { name: 'Like', exact: true }).click();
    await page.page.getByRole('dialog').getByRole('textbox').waitFor();
    await pictureOfWindow('feedback');
  },
  async ({ page, picture }) => {
    await page.says(homeNumber);
    await picture('privacy', await page.says('vad vet du om mig'), 'vad vet du om mig');
  },
];

/** Takes the pictures of docs/screenshots anew, as the bot is seen in the Playground. */
async function takeAll(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const [browser, playground] = await Promise.all([startBrowser(), startPlayground(port, 'ignore')]);
  try {
    for (const scene of scenes) {
      const bot = await startBotUnderTest(port);
      const page = await PlaygroundPage.in(browser, viewport);
      await page.opens(playground.address);
      await scene({
        page,
        bot,
        async picture(name, card, typed) {
          const box = (await card.boundingBox())!;
          const typedAt = typed === undefined ? [] : await page.page.getByText(typed).evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
          // The list of chats on the left shows what was typed too, and so does the record on the right.
          const top = typedAt.filter(({ left, right, bottom }) => left > box.x - around.left && right < box.x + box.width + around.right && bottom < box.y).at(-1)?.top ?? box.y;
          await page.page.mouse.move(0, 0);
          await page.page.screenshot({
            path: join(folder, `${name}.png`),
            clip: { x: box.x - around.left, y: top - around.above, width: box.width + around.left + around.right, height: box.y + box.height - top + around.above + around.below },
          });
        },
        async window() {
          await page.page.setViewportSize(desk);
          await page.page.getByRole('button', { name: 'Hide log panel' }).click();
        },
        async pictureOfWindow(name) {
          await page.page.evaluate('Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished))');
          await page.page.screenshot({ path: join(folder, `${name}.png`) });
        },
      });
      await page.close();
      await bot.stop();
    }
  } finally {
    await Promise.all([browser.close(), playground.stop()]);
  }
}

void takeAll();
