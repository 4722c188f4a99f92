import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { loadSentences, readSentences, saying } from '../../src/dialogs/sentences';
import { readTriggers } from '../../src/dialogs/triggers';

const shipped = join(productRoot, 'dialogs');

test('every sentence is there in both languages with its placeholders', () => {
  expect(readSentences(shipped).problems).toEqual([]);
  expect(readTriggers(shipped).problems).toEqual([]);
});

test('sentences are said with their placeholders filled in', () => {
  const say = saying(loadSentences(shipped));
  expect(say('sv', 'conversation.failure', { reference: 'abc' })).toContain('referens abc');
  expect(say('en', 'conversation.failure', { reference: '$& {reference}' })).toContain('reference $& {reference}');
});

test.each<[string, (text: string) => string, object]>([
  ['a missing translation', (text) => text.replace(/thanks:\n {2}sv: .*\n/, 'thanks:\n'), { field: 'thanks.sv' }],
  ['a missing sentence', (text) => text.replace(/thanks:\n.*\n.*\n/, ''), { field: 'thanks' }],
  ['a sentence nobody says', (text) => `${text}\nunused: { sv: "x", en: "y" }\n`, { found: 'unused' }],
  ['a lost placeholder', (text) => text.replace('referens {reference}', 'referensen'), { field: 'failure.sv', expected: 'en text med {reference}, som boten fyller i', found: 'saknas' }],
  ['a foreign placeholder', (text) => text.replace('Tack själv!', 'Tack {name}!'), { field: 'thanks.sv', expected: 'en text utan ord inom klamrar { }', found: '{name}' }],
])('%s is found', (_name, change, expected) => {
  const folder = mkdtempSync(join(tmpdir(), 'dialogs-'));
  try {
    cpSync(shipped, folder, { recursive: true });
    const path = join(folder, 'conversation.yaml');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, change(before));
    expect(change(before)).not.toBe(before);
    expect(readSentences(folder).problems).toContainEqual(expect.objectContaining({ severity: 'error', file: 'conversation.yaml', ...expected }));
    expect(() => loadSentences(folder)).toThrow(expect.objectContaining({ code: 'DIALOGS_INVALID' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
