import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../../src/cli/command';
import { createFeedback } from '../../src/cli/feedback';
import { createPrivacy } from '../../src/cli/privacy';
import type { Masked } from '../../src/dialogs/feedback/ports';
import { openStore, openStoreBeside, openStoreReadOnly } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { after, follow, now } from '../store/contract/setting';

const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-cli-'));
const file = join(folder, 'bot.db');
let bot: Store;

const privacy = createPrivacy({ toRead: () => openStoreReadOnly({ file }), toChange: () => openStoreBeside({ file }) });
const feedback = createFeedback(() => openStoreReadOnly({ file }));

async function run(command: typeof privacy, ...args: string[]): Promise<{ out: string[]; err: string[]; code: number }> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal: Terminal = { out: (text) => out.push(text), err: (text) => err.push(text), lines: async function* () {}, isTerminal: false, columns: 80 };
  return { code: await command.run(args, terminal), out, err };
}

beforeAll(async () => {
  bot = await openStore({ file });
});

afterAll(async () => {
  await bot.close();
  rmSync(folder, { recursive: true });
});

describe('privacy, beside a running bot', () => {
  test('exports what is stored as JSON, and of an unknown conversation that nothing is', async () => {
    await follow(bot, 'a:1');
    const { out, code } = await run(privacy, 'export', 'a:1');
    expect(code).toBe(0);
    expect(JSON.parse(out.join('\n'))).toMatchObject({ conversation: { reference: { id: 'a:1' }, updatedAt: now.toISOString() }, subscriptions: [{ course: 'course/ugl' }] });
    expect(JSON.parse((await run(privacy, 'export', 'a:nobody')).out.join('\n'))).toMatchObject({ conversation: null, subscriptions: [] });
  });

  test('forgets one conversation, once it is sure', async () => {
    await follow(bot, 'a:1');
    await follow(bot, 'a:2');
    await expect(run(privacy, 'forget', 'a:1')).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('--yes') });
    expect((await bot.kept('a:1')).conversation).not.toBeNull();
    expect(JSON.parse((await run(privacy, 'forget', 'a:1', '--yes')).out[0]!)).toMatchObject({ conversation: 1, subscriptions: 1 });
    expect((await bot.kept('a:1')).conversation).toBeNull();
    expect((await bot.kept('a:2')).conversation).not.toBeNull();
    expect(JSON.parse((await run(privacy, 'forget', 'a:1', '--yes')).out[0]!)).toMatchObject({ conversation: 0 });
  });

  test.each([[[]], [['export']], [['forget', '--yes']], [['show', 'a:1']], [['export', 'a:1', 'a:2']], [['export', 'a:1', '--all']]])('%j is wrong use', async (args) => {
    await expect(run(privacy, ...args)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

describe('feedback', () => {
  beforeAll(async () => {
    const rating = { entry: 'course/ugl', helpful: true, reason: null, language: 'sv' } as const;
    for (let i = 0; i < 3; i++) await bot.feedback.rate(rating, now);
    await bot.feedback.rate({ ...rating, entry: 'secrecy/mobile-number', helpful: false, reason: 'wrong' }, after(86_400));
    await bot.feedback.rate({ ...rating, entry: null, helpful: false }, now);
    await bot.feedback.keepQuestion({ language: 'sv', outcome: 'none', entry: null, reason: null, question: 'Får [namn] parkera?' as Masked }, 30, now);
    await bot.feedback.keepQuestion({ language: 'en', outcome: 'answer', entry: 'course/ugl', reason: 'hard', question: 'What is it about?' as Masked }, 30, after(86_400));
  });

  test('lists entries, those that helped least on top, and the questions', async () => {
    const { out, err, code } = await run(feedback);
    expect(code).toBe(0);
    expect(out.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '(okänt vilken) ja 0 nej 1',
      'secrecy/mobile-number ja 0 nej 1 fel 1',
      'course/ugl ja 3 nej 0',
      '2026-11-22 sv utan svar Får [namn] parkera?',
      '2026-11-23 en course/ugl svårt att förstå What is it about?',
    ]);
    expect(err).toEqual(['3 bedömda poster, 2 sparade frågor.']);
  });

  test('from a day on, as JSON', async () => {
    const { out } = await run(feedback, '--json', '--since', '2026-11-23');
    expect(JSON.parse(out[0]!)).toEqual({
      entries: [{ entry: 'secrecy/mobile-number', yes: 0, no: 1, reasons: { wrong: 1, hard: 0, outdated: 0, missing: 0 } }],
      questions: [{ day: '2026-11-23', language: 'en', outcome: 'answer', entry: 'course/ugl', reason: 'hard', question: 'What is it about?' }],
    });
  });

  test.each([[['--since', 'yesterday']], [['--since', '2026-13-01']], [['--nonsense']]])('%j is wrong use', async (args) => {
    await expect(run(feedback, ...args)).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('where there is no database yet, says so', async () => {
    await expect(run(createFeedback(async () => null))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(run(createPrivacy({ toRead: async () => null, toChange: async () => null }), 'export', 'a:1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
