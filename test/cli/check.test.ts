import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { createCheck } from '../../src/cli/check';
import type { Terminal } from '../../src/cli/command';
import { copyKnowledge } from '../support/knowledge-folder';

type Edit = [file: string, change: (text: string) => string];

/** Runs the check on copies of knowledge/ and dialogs/ after some edits. */
async function check(edits: Edit[], ...args: string[]): Promise<{ out: string[]; code: number }> {
  const copy = copyKnowledge();
  const dialogs = join(copy.folder, 'dialogs');
  try {
    cpSync(join(productRoot, 'dialogs'), dialogs, { recursive: true });
    for (const [file, change] of edits) {
      const path = file.startsWith('dialogs/') ? join(copy.folder, file) : join(copy.folder, file.replace('knowledge/', ''));
      const before = readFileSync(path, 'utf8');
      expect(change(before)).not.toBe(before);
      writeFileSync(path, change(before));
    }
    const out: string[] = [];
    const terminal: Terminal = { out: (text) => out.push(text), err: () => undefined, lines: async function* () {}, isTerminal: false, columns: 120 };
    return { code: await createCheck({ knowledge: copy.folder, dialogs }, () => '2026-11-22').run(args, terminal), out };
  } finally {
    copy.remove();
  }
}

const answer = 'knowledge/secrecy/mobile-number.yaml';
const replace = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);

test('the shipped files have no errors; warnings do not fail', async () => {
  const { out, code } = await check([]);
  expect(code).toBe(0);
  expect(out.at(-1)).toMatch(/^\d+ poster, 0 fel, \d+ varningar\.$/);
});

test('an error is told with file, field, what should be there and what is, and the sum says what follows', async () => {
  const { out, code } = await check([[answer, replace('related:\n', 'related:\n  - "secrecy/nothing-such"\n')], ['dialogs/conversation.yaml', replace('Tack själv!', 'Tack {name}!')]]);
  expect(code).toBe(1);
  expect(out[0]).toBe(`FEL: ${answer} › related nr 1\n  ska vara: id för en post som finns\n  är nu:    secrecy/nothing-such\n`);
  expect(out[1]).toBe('FEL: dialogs/conversation.yaml › thanks.sv\n  ska vara: en text utan ord inom klamrar { }\n  är nu:    {name}\n');
  expect(out.at(-1)).toMatch(/2 fel, .* Boten startar inte förrän felen är rättade\.$/);
});

test('text for people fits 80 columns', async () => {
  const { out } = await check([[answer, replace(/verdict: .*\n/, 'verdict: 7\n')]]);
  for (const line of out.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test('--json is one object a line with the agreed keys, and nothing besides', async () => {
  const { out, code } = await check([[answer, replace(/verdict: .*\n/, 'verdict: 7\n')]], '--json');
  expect(code).toBe(1);
  for (const line of out) expect(Object.keys(JSON.parse(line) as object)).toEqual(['severity', 'file', 'field', 'expected', 'found']);
  expect(JSON.parse(out[0]!)).toMatchObject({ severity: 'error', file: answer, field: 'verdict' });
});

const english = /\b(expected|invalid|input|must|should|found|received|string|array|object|undefined|null|nothing|at least|missing|line|column|not allowed|unexpected|required)\b/i;

test.each<[what: string, edit: Edit, told: RegExp]>([
  ['a wrong type', [answer, replace(/reviewed: .*/, 'reviewed: 2026')], /ska vara: en text, helst inom citattecken\n {2}är nu: {4}2026/],
  ['an empty text', [answer, replace(/source: .*/, 'source: ""')], /en text som inte är tom\n {2}är nu: {4}""/],
  ['an empty field', [answer, replace(/source: .*/, 'source:')], /är nu: {4}saknas/],
  ['a text for a list', [answer, replace(/related:\n(?: {2}- .*\n)+/, 'related: "secrecy/absence-reason"\n')], /ska vara: en lista: en rad för varje del/],
  ['an empty list', [answer, replace(/citations:\n(?: {2}.*\n)+/, 'citations: []\n')], /minst 1 i listan/],
  ['lists of different length', [answer, replace(/steps:\n {2}sv:\n {4}- .*\n/, 'steps:\n  sv:\n')], /lika många delar i sv och en/],
  ['a word where several are possible', [answer, replace(/verdict: .*/, 'verdict: "maybe"')], /något av doNotDisclose, mayDisclose/],
  ['a date that is none', [answer, replace(/reviewed: .*/, 'reviewed: "i går"')], /ett datum som finns, skrivet 2026-11-22/],
  ['a misspelt field', [answer, replace('verdict:', 'verdikt:')], /bara fält som boten känner till[^]*är nu: {4}verdikt/],
  ['half a citation', [answer, replace(/citations:\n/, 'citations:\n  - law: "osl"\n')], /citations nr 1, at\n {2}ska vara: en text/],
  ['a concept with a space', ['knowledge/language/concepts.yaml', (text) => `${text}\n"två ord": { sv: ["x"], en: ["y"] }\n`], /ett namn utan blanksteg, å, ä och ö, som homeContact\n {2}är nu: {4}"två ord"/],
  ['a quote that does not end', [answer, replace(/source: "(.*)"/, 'source: "$1')], /ett avslutande citattecken|ingenting efter/],
  ['a tab', [answer, replace(/answer:\n {2}sv/, 'answer:\n\tsv')], /› rad \d+\n {2}ska vara: indrag med blanksteg, inte med tabb/],
  ['a colon in bare text', [answer, replace(/source: .*/, 'source: lag: ny')], /text inom citattecken om den innehåller kolon[^]*är nu: {4}"source: lag: ny"/],
  ['a field twice', [answer, replace(/source: .*/, 'source: "x"\nsource: "y"')], /varje fält en enda gång\n {2}är nu: {4}"source: "y""/],
  ['a missing bracket', ['knowledge/language/sv.yaml', (text) => `stopWords: [a, b\n${text}`], /\] eller \}/],
  ['no name of a topic', ['knowledge/outside.yaml', replace(/key: "it-support"/, 'key: "IT"')], /en nyckel med små bokstäver/],
  ['an unknown greeting', ['dialogs/triggers.yaml', replace(/key: "?greeting"?/, 'key: "hello"')], /något av greeting, thanks, help, who-are-you/],
  ['two words for a name', ['dialogs/first-names.yaml', replace(/names: \[\s*"?/, 'names: ["Anna Maria", "')], /ett enda ord\n {2}är nu: {4}"Anna Maria"/],
])('%s is told in plain Swedish', async (_what, edit, told) => {
  const { out, code } = await check([edit]);
  expect(code).toBe(1);
  const errors = out.filter((text) => text.startsWith('FEL:'));
  expect(errors.join('\n')).toMatch(told);
  // What is found is quoted from the files.
  for (const error of errors) expect(/ska vara: [^]*(?=\n {2}är nu:)/.exec(error)?.[0]).not.toMatch(english);
});
