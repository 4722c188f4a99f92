import { createAsk } from '../../src/cli/ask';
import { createKnowledge } from '../../src/cli/knowledge';
import type { Command, Terminal } from '../../src/cli/command';
import { now, product } from '../support/product';

const ask = createAsk(product, () => now);

async function run(command: Command, args: string[], stdin: string[] = [], isTerminal = false): Promise<{ out: string[]; code: number }> {
  const out: string[] = [];
  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: () => undefined,
    lines: async function* () {
      yield* stdin;
    },
    isTerminal,
    columns: 120,
  };
  return { code: await command.run(args, terminal), out };
}

describe('ask --json', () => {
  test('gives one object a line, in order, with the agreed keys', async () => {
    const questions = ['Får jag lämna ut kollegans hemnummer?', '', 'where do I file minutes from a workplace meeting', 'påminn mig om UGL'];
    const { out, code } = await run(ask, ['--json'], questions);
    const lines = out.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines.map(({ question }) => question)).toEqual(questions);
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['question', 'language', 'outcome', 'action', 'hits']);
      expect(['answer', 'choices', 'none', 'action']).toContain(line['outcome']);
    }
    expect(lines[3]).toMatchObject({ outcome: 'action', action: { name: 'subscribe', id: 'course/ugl' } });
    expect(lines[2]).toMatchObject({ language: 'en', action: null });
  });

  test('is the same question and answer as in the chat', async () => {
    const { out } = await run(ask, ['--json', 'Var diarieför jag APT-anteckningar?']);
    const { hits } = JSON.parse(out[0]!) as { hits: { id: string; score: number }[] };
    expect(hits).toEqual(product().search.find('Var diarieför jag APT-anteckningar?').hits.map(({ id, score }) => ({ id, score: Math.round(score * 1000) / 1000 })));
  });
});

describe('ask for a person', () => {
  test('fits 80 columns, but for addresses, and has no colour outside a terminal', async () => {
    const { out } = await run(ask, ['Får jag lämna ut kollegans hemnummer till en som ringer?']);
    const text = out.join('\n');
    for (const line of text.split('\n')) if (!line.includes('https://')) expect(line.length).toBeLessThanOrEqual(80);
    // eslint-disable-next-line no-control-regex -- looking for exactly that
    expect(text).not.toMatch(/\u001b/);
    expect(text).toContain('LÄMNA INTE UT');
  });

  test.each([
    ['om boten', 'en bot som svarar på frågor i jobbet'],
    ['glöm mig', 'Här sparar jag ingenting om dig.'],
    ['ettan tackade nej', 'Då frågar du nästa i rangordningen.'],
  ])('%s is heard as in the chat', async (text, answer) => {
    expect((await run(ask, [text])).out.join('\n')).toContain(answer);
  });

  test('answers in the language asked for', async () => {
    const question = 'Får jag lämna ut kollegans hemnummer?';
    expect((await run(ask, [question])).out.join('\n')).toContain('Lämna inte ut');
    expect((await run(ask, ['--lang', 'en', question])).out.join('\n')).toMatch(/Do not give out|Did you mean/);
    expect((await run(ask, ['--lang', 'en', 'glöm mig'])).out).toEqual(['Here I save nothing about you.']);
  });

  test('has colour in a terminal', async () => {
    // eslint-disable-next-line no-control-regex -- looking for exactly that
    expect((await run(ask, ['2.6.5'], [], true)).out.join('\n')).toMatch(/\u001b\[1m/);
  });

  test('explains with words, probabilities and thresholds', async () => {
    const text = (await run(ask, ['--explain', 'Får jag lämna ut kollegans hemnummer?'])).out.join('\n');
    for (const part of ['language sv', 'content words', 'MiniSearch:', 'thresholds: answer', 'outcome']) expect(text).toContain(part);
  });

  test.each([[[]], [['--lang', 'fi', 'x']], [['--nonsense', 'x']]])('%j is wrong use', async (args) => {
    await expect(run(ask, args)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

test('knowledge --json lists every entry with its text', async () => {
  const { out } = await run(createKnowledge(() => product().knowledge), ['--json']);
  expect(out.length).toBe(product().knowledge.entries.size);
  const line = JSON.parse(out.find((one) => one.includes('"process/2.6.5"'))!) as Record<string, string>;
  expect(Object.keys(line)).toEqual(['id', 'kind', 'title', 'text']);
  expect(line['text']).toContain('utlämnande');
});
