import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { hostConfig, styleSheet, type Theme } from './host-config';

export interface Look {
  theme: Theme;
  /** Of the card, in CSS pixels. */
  width: number;
  /** 2 is text at 200 %. */
  textScale?: number;
  /** With all that a toggle can show. */
  unfolded?: boolean;
}

/** What is wrong with how a card is shown; empty lists when all is well. */
export interface Faults {
  /** What is wider than its place. */
  sideways: string[];
  /** Button titles that end in three dots. */
  cut: string[];
  /** Texts with their contrast where it is below 4.5. */
  faint: string[];
  /** What a screen reader has no name for. */
  unlabelled: string[];
}

export interface Measured {
  /** The page needs a sideways scroll bar. */
  pageScrolls: boolean;
  /** In the order of the cards. */
  cards: Faults[];
}

export interface CardPage {
  measure(cards: readonly object[], look: Look): Promise<Measured>;
  /** A PNG of the card alone. */
  picture(card: object, look: Look): Promise<Buffer>;
  /** Whether a tap on the card's first button shows what was hidden. */
  unfoldsOnTap(card: object): Promise<boolean>;
}

const scripts = [
  require.resolve('adaptivecards/dist/adaptivecards.min.js'),
  ...['markdown.js', 'render.js', 'measure.js'].map((name) => join(__dirname, 'in-page', name)),
];

/** Opens a page where cards are shown by Microsoft's own renderer, as Teams shows them. It reaches no network. */
export async function openCardPage(browser: Browser): Promise<CardPage> {
  const page = await browser.newPage({ offline: true });
  await page.setContent('<!doctype html><html lang="sv"><head><meta charset="utf-8"></head><body></body></html>');
  for (const path of scripts) await page.addScriptTag({ path });

  const show = async (cards: readonly object[], { theme, width, textScale = 1, unfolded = false }: Look): Promise<void> => {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`renderAll(${JSON.stringify(cards)}, ${JSON.stringify({ hostConfig: hostConfig(theme, textScale), styleSheet: styleSheet(theme, textScale), width })})`);
    if (unfolded) await page.evaluate('unfold()');
  };

  return {
    async measure(cards, look) {
      await show(cards, look);
      return page.evaluate<Measured>('measureAll()');
    },
    async picture(card, look) {
      await show([card], look);
      return page.locator('.host').screenshot();
    },
    async unfoldsOnTap(card) {
      await show([card], { theme: 'light', width: 480 });
      const before = await page.locator('.ac-textBlock:visible').count();
      await page.locator('.ac-pushButton').first().click();
      return await page.locator('.ac-textBlock:visible').count() > before;
    },
  };
}
