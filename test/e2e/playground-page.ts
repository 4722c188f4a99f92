import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

/** The bot's name in the Playground, and the places there; from test/playground/teams.yml. */
export const botName = 'Vägvisaren';
export const places = { personal: 'Personal Chat', group: 'Gruppchatten', channel: 'Teamet - Kurser' } as const;
export const conversations = { personal: 'personal-chat-id', group: 'group-chat-id', channel: 'channel-courses-id' } as const;

/** How long anything may take to be seen: milliseconds. */
const patience = 30_000;

/** A card that the bot sent. The class is that of the root in Microsoft's renderer, which the Playground shows cards with as Teams does. */
const card = '.ac-adaptiveCard';

/** The Playground in a browser, as it is seen by somebody who talks with the bot. */
export class PlaygroundPage {
  /** What the page broke on. */
  readonly errors: string[] = [];
  /** What was typed. */
  readonly typed: string[] = [];
  /** How many cards the bot sent. */
  sent = 0;
  /** Where the conversation goes on: the place that is open, in a channel a thread. */
  #here: Locator;
  /** How many of the bot's cards are to be seen there. */
  #cards = 0;

  private constructor(readonly page: Page) {
    page.setDefaultTimeout(patience);
    page.on('pageerror', ({ message }) => this.errors.push(message));
    this.#here = page.locator('body');
  }

  /** An empty page that reaches no network: the Playground would fetch its fonts. */
  static async in(browser: Browser, viewport = { width: 1280, height: 1000 }): Promise<PlaygroundPage> {
    const page = await browser.newPage({ viewport, locale: 'sv-SE', timezoneId: 'Europe/Stockholm' });
    await page.route(({ hostname }) => hostname !== '127.0.0.1', (route) => route.abort());
    return new PlaygroundPage(page);
  }

  /** Opens the Playground, which adds the bot to the chat with one person. Gives the bot's welcome. */
  async opens(address: string): Promise<Locator> {
    await this.page.goto(address);
    return this.arrives();
  }

  /** The card that the bot sends next. */
  async arrives(): Promise<Locator> {
    await this.#here.locator(card).nth(this.#cards).waitFor();
    this.#cards++;
    this.sent++;
    return this.latest;
  }

  get latest(): Locator {
    return this.#here.locator(card).nth(this.#cards - 1);
  }

  /** The number of cards to be seen in the conversation, and how many there should be. */
  async cards(): Promise<{ seen: number; awaited: number }> {
    return { seen: await this.#here.locator(card).count(), awaited: this.#cards };
  }

  /** Opens another place. The Playground adds the bot there when it is opened for the first time; the bot welcomes. */
  async goes(to: keyof typeof places): Promise<Locator> {
    await this.page.getByRole('treeitem', { name: places[to] }).click();
    this.#here = this.page.locator('body');
    this.#cards = 0;
    return this.arrives();
  }

  async #write(text: string, mention: boolean, box: Locator): Promise<void> {
    this.typed.push(text);
    await box.click();
    if (mention) {
      await this.page.keyboard.type(`@${botName.slice(0, 2)}`);
      await this.page.getByRole('menuitem', { name: botName }).click();
      await this.page.keyboard.type(' ');
    }
    await this.page.keyboard.insertText(text);
  }

  /** Types a message and sends it. Gives the answer. */
  async says(text: string, { mention = false } = {}): Promise<Locator> {
    await this.#write(text, mention, this.#here.getByRole('textbox').last());
    await this.#here.getByRole('button', { name: 'Send Message' }).last().click();
    return this.arrives();
  }

  /** Begins a thread in the channel with a message that mentions the bot. Gives the answer; what is said next is said in the thread. */
  async posts(text: string): Promise<Locator> {
    await this.#write(text, true, this.page.getByRole('textbox').first());
    await this.page.getByRole('button', { name: 'Post' }).click();
    return this.thread(text);
  }

  /** Goes on in the thread of a channel that holds a text, when it is there. Gives its first card. */
  thread(text: string): Promise<Locator> {
    this.#here = this.page.getByRole('group').filter({ hasText: text });
    this.#cards = 0;
    return this.arrives();
  }

  button(name: string, on = this.latest): Locator {
    return on.getByRole('button', { name, exact: true });
  }

  /** Presses a button of a card, the latest unless given. Gives the answer. */
  async presses(name: string, on = this.latest): Promise<Locator> {
    await this.button(name, on).click();
    return this.arrives();
  }

  /** The buttons of a card, in order. */
  async buttons(on = this.latest): Promise<string[]> {
    return on.locator('[role=button]').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));
  }

  /** Where a card's links lead, in order. */
  async links(on = this.latest): Promise<string[]> {
    return on.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  }

  /** Gives a thumb to the latest answer, in the Playground's own form. Resolves when the bot has taken it. */
  async judges(thumb: 'Like' | 'Dislike', text: string): Promise<void> {
    this.typed.push(text);
    await this.page.getByRole('button', { name: thumb, exact: true }).last().click();
    const form = this.page.getByRole('dialog');
    await form.getByRole('textbox').fill(text);
    await form.getByRole('button', { name: 'Submit' }).click();
    await this.page.getByText('We appreciate your feedback.').waitFor();
  }

  /** Searches from the compose box as the manifest declares it. Gives the titles of what is found. */
  async searches(text: string, titles: number): Promise<Locator> {
    this.typed.push(text);
    await this.page.getByRole('button', { name: 'Trigger Message Extension App' }).click();
    await this.page.getByRole('menuitem', { name: 'Search Command' }).click();
    await this.page.getByRole('button', { name: 'Specify Command ID or Parameter' }).click();
    await this.page.getByRole('textbox', { name: 'Command ID' }).fill('search');
    await this.page.getByRole('textbox', { name: 'Parameter name' }).fill('text');
    await this.page.getByRole('button', { name: 'Specify Command ID or Parameter' }).click();
    await this.page.getByRole('textbox', { name: 'Enter a search term' }).fill(text);
    const found = this.page.getByRole('group').filter({ hasText: 'Search-Based Message Extension' }).getByRole('heading', { level: 1 });
    await found.nth(titles - 1).waitFor();
    return found;
  }

  /** Chooses what was found and sends it as a message of one's own. Gives the card, as all in the chat see it. */
  async shares(found: Locator): Promise<Locator> {
    await found.click();
    const box = this.#here.getByRole('textbox').last().locator(card);
    await box.waitFor();
    await this.#here.getByRole('button', { name: 'Send Message' }).last().click();
    await box.waitFor({ state: 'detached' });
    await this.#here.locator(card).nth(this.#cards).waitFor();
    this.#cards++;
    return this.latest;
  }

  /** Lets something happen that the Playground's menu has; with an activity of one's own instead of its. */
  async mocks(item: string, activity?: object): Promise<void> {
    await this.page.getByRole('button', { name: 'Mock an Activity' }).click();
    await this.page.getByRole('menu').getByText(item, { exact: true }).click();
    const form = this.page.getByRole('dialog');
    if (activity) {
      await form.getByRole('textbox').focus();
      await this.page.keyboard.press('ControlOrMeta+A');
      await this.page.keyboard.insertText(JSON.stringify(activity));
      // The editor closes brackets by itself.
      await this.page.keyboard.press('ControlOrMeta+Shift+End');
      await this.page.keyboard.press('Delete');
    }
    await form.getByRole('button', { name: 'Send activity' }).click();
    await form.waitFor({ state: 'detached' });
  }

  /** Installs the bot in the chat with one person, as Teams does where it speaks Swedish; in the Playground's own menu it speaks English. */
  mocksSwedishInstallation(): Promise<void> {
    return this.mocks('Custom activity', {
      type: 'installationUpdate', action: 'add', id: 'installed-in-swedish', channelId: 'msteams', locale: 'sv-SE', serviceUrl: new URL('_connector', this.page.url()).href,
      from: { id: 'user-id-0' }, recipient: { id: '00000000-0000-0000-0000-00000000000011' }, conversation: { id: conversations.personal, conversationType: 'personal' },
    });
  }

  /** Texts and boxes that are wider than their place in a card; none when all is well. */
  async sideways(): Promise<string[]> {
    await this.page.addScriptTag({ path: join(__dirname, '..', 'support', 'in-page', 'measure.js') });
    return this.page.evaluate(`[...document.querySelectorAll('${card}')].flatMap((one) => Object.values(widthsIn(one)).flat())`);
  }

  /** The Playground's record of what went between it and the bot: a line each, with the status of HTTP. */
  async record(): Promise<string[]> {
    const all = await this.page.locator('body').innerText();
    return all.slice(all.indexOf('Log Panel')).split('\n').filter((line) => /^\[/.test(line)).map((line) => line.replace(/^\[.*?\] /, ''));
  }

  /** Waits until the record has so many entries of a kind. */
  async recorded(kind: RegExp, times: number): Promise<void> {
    await this.page.getByText(kind).nth(times - 1).waitFor();
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
