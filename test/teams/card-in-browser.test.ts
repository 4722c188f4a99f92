import type { Browser } from 'playwright-core';
import { toCard } from '../../src/teams/card';
import { browserRuns, startBrowser } from '../support/browser';
import { openCardPage, type CardPage, type Faults, type Look } from '../support/card-page';
import { everyReply } from '../support/every-reply';
import { themes } from '../support/host-config';

/** The narrowest that WCAG asks to fit without scrolling sideways. https://www.w3.org/TR/WCAG22/#reflow */
const phone = 320;
const desktop = 480;
const mostFaultsShown = 10;

/** Milliseconds. On a fresh machine the browser is unpacked first. */
jest.setTimeout(300_000);

let browser: Browser;
let page: CardPage;
let names: string[];
let cards: ReturnType<typeof toCard>[];

/** The cards with a fault of these kinds, and the faults. */
async function faulty(look: Look, kinds: (keyof Faults)[]): Promise<object[]> {
  const measured = await page.measure(cards, look);
  expect(measured.cards).toHaveLength(cards.length);
  expect(measured.pageScrolls).toBe(false);
  return measured.cards.flatMap((faults, i) => {
    const found = Object.fromEntries(kinds.filter((kind) => faults[kind].length > 0).map((kind) => [kind, faults[kind]]));
    return Object.keys(found).length > 0 ? [{ card: names[i], ...found }] : [];
  }).slice(0, mostFaultsShown);
}

(browserRuns ? describe : describe.skip)('every card in a real browser', () => {
  beforeAll(async () => {
    const replies = await everyReply();
    names = replies.map(({ name }) => name);
    cards = replies.map(({ reply }) => toCard(reply));
    browser = await startBrowser();
    page = await openCardPage(browser);
    process.stdout.write(`${cards.length} cards in Chromium ${browser.version()}\n`);
  });
  afterAll(() => browser.close());

  test.each([false, true])('fits a phone, with nothing cut off (unfolded: %s)', async (unfolded) =>
    expect(await faulty({ theme: 'light', width: phone, unfolded }, ['sideways', 'cut'])).toEqual([]));

  test.each([false, true])('fits a phone with text at 200 %% (unfolded: %s)', async (unfolded) =>
    expect(await faulty({ theme: 'light', width: phone, textScale: 2, unfolded }, ['sideways'])).toEqual([]));

  test.each(themes)('is readable and has a name for everything (%s)', async (theme) =>
    expect(await faulty({ theme, width: desktop, unfolded: true }, ['sideways', 'faint', 'unlabelled'])).toEqual([]));

  test('a tap shows what is folded', async () => {
    const folded = cards.find((card) => JSON.stringify(card).includes('Action.ToggleVisibility'));
    expect(await page.unfoldsOnTap(folded!)).toBe(true);
  });

  test('the measuring finds what it looks for', async () => {
    const wide = 'Å'.repeat(60);
    const { cards: [found] } = await page.measure([{
      type: 'AdaptiveCard',
      version: '1.5',
      body: [
        { type: 'FactSet', facts: [{ title: 'x', value: wide }] },
        { type: 'TextBlock', text: 'white on white', color: 'light' },
        { type: 'Input.Text', id: 'field', placeholder: 'a placeholder is no label' },
        { type: 'Image', url: 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7' },
        { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: wide }] },
      ],
    }], { theme: 'light', width: phone });
    expect(found).toEqual({
      sideways: [`x${wide}`],
      cut: [wide],
      faint: ['1.00: white on white'],
      unlabelled: [expect.stringMatching(/^<input/), expect.stringMatching(/^<img/)],
    });
  });
});
