import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../src/assemble';
import { runBot, type Running } from './support/running-bot';

/** Milliseconds. One of these reads all of the knowledge five times, which took 29 s on a machine with more to do than time. */
jest.setTimeout(300_000);

let root: string;
let running: Running;

const sentencesFile = () => join(root, 'dialogs', 'welcome.yaml');
const entryFile = () => join(root, 'knowledge', 'secrecy', 'staff-home-contact.yaml');
/** An editor changes a text. */
const edit = (file: string, from: string | RegExp, to: string) => {
  const before = readFileSync(file, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
};
const version = async () => (JSON.parse(await running.get('/healthz')) as { knowledge: string }).knowledge;
const lastLine = () => JSON.parse(running.logged.at(-1)!) as { msg: string; problems?: string[] };
let people = 0;
/** What somebody who was never here before is told. */
async function says(text: string): Promise<string> {
  const response = await running.post(running.message({ text, conversation: { id: `a:person ${++people}`, conversationType: 'personal' } }));
  expect(response.status).toBe(200);
  return JSON.stringify(running.connector.sent.at(-1)!.activity);
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'vagvisaren-reload-'));
  for (const name of ['knowledge', 'dialogs']) cpSync(join(productRoot, name), join(root, name), { recursive: true });
  running = await runBot({ root });
});
afterEach(async () => {
  await running.stop();
  rmSync(root, { recursive: true });
});

test('a changed sentence is said without a restart, and the version tells', async () => {
  const before = await version();
  edit(sentencesFile(), 'Jag är Vägvisaren, en bot som svarar på frågor i jobbet.', 'Jag är en nyskriven mening.');
  expect(await says('om boten')).toContain('Jag är Vägvisaren');
  expect(await running.bot.reload()).toBe(true);
  const told = await says('om boten');
  expect(told).toContain('Jag är en nyskriven mening.');
  expect(await version()).not.toBe(before);
  expect(told).toContain(await version());
  expect(lastLine().msg).toBe('answered');
  expect(await running.get('/metrics')).toContain('vagvisaren_knowledge_reloads_total{result="taken"} 1');
});

test('a mistake is refused with the words of the check, and the old knowledge speaks on', async () => {
  const before = await version();
  edit(entryFile(), /^title:/m, 'titel:');
  appendFileSync(sentencesFile(), '\nnobodyKnowsIt: { sv: "Ny", en: "New" }\n');
  expect(await running.bot.reload()).toBe(false);
  expect(lastLine()).toMatchObject({ msg: 'the changed knowledge is refused; the old one speaks on', knowledge: before });
  expect(lastLine().problems!.join('\n')).toMatch(/secrecy\/staff-home-contact\.yaml › title/);
  expect(lastLine().problems!.join('\n')).toMatch(/nobodyKnowsIt/);
  expect(await version()).toBe(before);
  expect(await says('Får jag lämna ut kollegans hemnummer till en som ringer?')).toContain('LÄMNA INTE UT');
  expect(await running.get('/metrics')).toContain('vagvisaren_knowledge_reloads_total{result="refused"} 1');

  cpSync(join(productRoot, 'knowledge'), join(root, 'knowledge'), { recursive: true });
  cpSync(join(productRoot, 'dialogs'), join(root, 'dialogs'), { recursive: true });
  expect(await running.bot.reload()).toBe(true);
});

test('knowledge that is half gone is refused', async () => {
  rmSync(join(root, 'knowledge', 'course'), { recursive: true });
  rmSync(join(root, 'dialogs', 'triggers.yaml'));
  expect(await running.bot.reload()).toBe(false);
  expect(await says('Får jag lämna ut kollegans hemnummer till en som ringer?')).toContain('LÄMNA INTE UT');
});

test('a corrected answer is taken in before anybody has trained the model, with a warning', async () => {
  edit(entryFile(), 'Lämna inte ut en kollegas hemadress', 'Lämna absolut inte ut en kollegas hemadress');
  expect(await running.bot.reload()).toBe(true);
  expect(await says('Får jag lämna ut kollegans hemnummer till en som ringer?')).toContain('Lämna absolut inte ut');
  expect(running.logged.join('')).toContain('run \\"npm run train\\" before long');
});

test('an entry that the model does not know is refused: nothing at all could be ranked with it', async () => {
  rmSync(join(root, 'knowledge', 'secrecy', 'mobile-number.yaml'));
  expect(await running.bot.reload()).toBe(false);
  expect(lastLine().problems!.length).toBeGreaterThan(0);
  expect(await says('Får jag lämna ut kollegans hemnummer till en som ringer?')).toContain('LÄMNA INTE UT');
});

test('while people ask without pause, no turn fails, and everybody is answered once', async () => {
  let reloading = true;
  let asked = 0;
  const asking = Array.from({ length: 2 }, async () => {
    while (reloading) {
      await says('Får jag lämna ut kollegans hemnummer till en som ringer?');
      asked += 1;
    }
  });
  const taken: boolean[] = [];
  for (const word of ['första', 'andra']) {
    edit(sentencesFile(), /Jag (är Vägvisaren, en bot som svarar på frågor i jobbet|säger det för \S+ gången)\./, `Jag säger det för ${word} gången.`);
    taken.push(await running.bot.reload());
  }
  reloading = false;
  await Promise.all(asking);
  expect(taken).toEqual([true, true]);
  expect(await says('om boten')).toContain('för andra gången');
  expect(asked).toBeGreaterThan(10);
  expect(running.connector.sent).toHaveLength(asked + 1);
  expect(running.logged.filter((line) => line.includes('failed'))).toEqual([]);
});

test('asked for again and again it looks once more when it is done, and not after the bot has stopped', async () => {
  edit(sentencesFile(), 'Jag är Vägvisaren, en bot som svarar på frågor i jobbet.', 'Jag är en nyskriven mening.');
  expect(await Promise.all([running.bot.reload(), running.bot.reload(), running.bot.reload()])).toEqual([true, true, true]);
  expect(running.logged.filter((line) => line.includes('"the changed knowledge is taken in"'))).toHaveLength(2);
  const late = running.bot.reload();
  const stopped = running.bot.stop();
  expect(await late).toBe(false);
  await stopped;
  expect(await running.bot.reload()).toBe(false);
});

test('what a reload refuses is refused by a start too', async () => {
  edit(entryFile(), 'law: "osl"', 'law: "finns-inte"');
  expect(await running.bot.reload()).toBe(false);
  expect(lastLine().problems).toEqual([expect.stringContaining('finns-inte')]);
  await expect(runBot({ root })).rejects.toMatchObject({ code: 'KNOWLEDGE_INVALID', message: expect.stringContaining('knowledge/secrecy/staff-home-contact.yaml') });
});

test('another model is another version', async () => {
  const before = await version();
  appendFileSync(join(root, 'knowledge', 'ranking', 'decision.json'), '\n');
  expect(await running.bot.reload()).toBe(true);
  expect(await version()).not.toBe(before);
});
