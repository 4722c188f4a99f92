import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkKnowledge, countWords, fewestPhrasings, longPhrasing, mostAnswerWords } from '../../src/knowledge/check';
import { readKnowledge } from '../../src/knowledge/load';
import { languages } from '../../src/language';
import { modelPath, productRoot } from '../../src/assemble';
import { isEntry } from '../../src/search/labelled';
import { readModel } from '../../src/search/model/model-file';

const { knowledge, problems } = readKnowledge(join(productRoot, 'knowledge'));
const entries = [...knowledge!.entries.values()];

describe('the knowledge as shipped', () => {
  test('is of the right form', () => expect(problems).toEqual([]));

  // Whoever adds or retires an entry trains afterwards: what is gone otherwise was lost.
  test('has every entry that was there at the latest npm run train, and no other', () => {
    const trained = readModel(readFileSync(join(productRoot, modelPath))).labels.filter(isEntry);
    expect(entries.map(({ id }) => id).sort()).toEqual([...trained].sort());
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
    expect(removed).not.toEqual([]);
    for (const entry of removed) expect('replacedBy' in entry && entry.replacedBy.length).toBeGreaterThan(0);
  });

  test('suppliers stand in the rank order of the agreement', () => {
    const agreed: Readonly<Record<string, string[]>> = {
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
    };
    // An area that came later is not among them, and one of them may be gone.
    const suppliers = entries.flatMap((entry) => (entry.kind === 'supplier' ? [[entry.id.slice('supplier/'.length), entry.suppliers] as const] : []));
    const known = suppliers.filter(([area]) => area in agreed);
    expect(known.length).toBeGreaterThan(0);
    for (const [area, ranked] of known) expect([area, ranked]).toEqual([area, agreed[area]]);
  });
});
