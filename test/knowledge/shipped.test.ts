import { join } from 'node:path';
import { checkKnowledge, countWords, fewestPhrasings, longPhrasing, mostAnswerWords } from '../../src/knowledge/check';
import { readKnowledge } from '../../src/knowledge/load';
import { languages } from '../../src/language';
import { productRoot } from '../../src/assemble';

const { knowledge, problems } = readKnowledge(join(productRoot, 'knowledge'));
const entries = [...knowledge!.entries.values()];
const count = (kind: string) => entries.filter((entry) => entry.kind === kind).length;

describe('the knowledge as shipped', () => {
  test('is of the right form, and whole', () => {
    expect(problems).toEqual([]);
    expect({ secrecy: count('secrecy'), area: count('area'), group: count('group'), process: count('process') }).toEqual({ secrecy: 46, area: 18, group: 9, process: 126 });
    expect({ supplier: count('supplier'), framework: count('framework'), course: count('course') }).toEqual({ supplier: 10, framework: 1, course: 6 });
  });

  test('has no errors beyond form', () => {
    expect(checkKnowledge(knowledge!, '2026-11-22').filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each(entries.map((entry) => [entry.id, entry] as const))('%s has phrasings enough, half of them long', (_id, entry) => {
    for (const language of languages) {
      const texts = entry.phrasings[language];
      expect(texts.length).toBeGreaterThanOrEqual(fewestPhrasings[entry.kind][language]);
      expect(texts.filter((text) => countWords(text) >= longPhrasing).length).toBeGreaterThanOrEqual(Math.floor(texts.length * 0.45));
    }
  });

  test('answers about secrecy are short before "read more"', () => {
    for (const entry of entries) {
      if (entry.kind !== 'secrecy') continue;
      for (const language of languages) {
        const words = [entry.answer[language], ...entry.steps[language]].reduce((sum, text) => sum + countWords(text), 0);
        expect([entry.id, words <= mostAnswerWords]).toEqual([entry.id, true]);
      }
    }
  });

  test('a removed process names what to use instead', () => {
    const removed = entries.filter((entry) => 'removed' in entry && entry.removed);
    expect(removed).toHaveLength(18);
    for (const entry of removed) expect('replacedBy' in entry && entry.replacedBy.length).toBeGreaterThan(0);
  });

  test('suppliers stand in the rank order of the agreement', () => {
    const suppliers = Object.fromEntries(entries.flatMap((entry) => (entry.kind === 'supplier' ? [[entry.id.slice('supplier/'.length), entry.suppliers]] : [])));
    expect(suppliers).toEqual({
      'digitala-arbetssatt': ['Lexicon'],
      ekonomistyrning: ['Ekan', 'Kommunalekonomernas förening'],
      kommunikation: ['Agera Kommunikation', 'Lexicon'],
      ledarskap: ['Prové', 'TrustP'],
      medarbetarskap: ['Avonova Hälsa', 'Lexicon'],
      'motiverande-samtal': [],
      'pedagogik-och-larande': ['PA Consulting Group', 'Lexicon'],
      projektarbete: ['Prové', 'Semcon'],
      schemalaggning: ['Time Care', 'P & M Palmgren Consulting'],
      'ugl-ul-il': ['Harmoni i Livet Syd', 'Rezon', 'Team Fusion'],
    });
  });
});
