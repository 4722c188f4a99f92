import fc from 'fast-check';
import { clean, fold, longestQuestion, words } from '../../src/search/text';

describe('text from outside', () => {
  test.each([
    ['e-post till Åsa', ['epost', 'till', 'asa']],
    ['P 2.6.5?', ['p', '2.6.5']],
    ['A\u030Astro\u0308m', ['astrom']],
    ['IT-incident kl 14:30', ['it', 'incident', 'kl', '14:30']],
    ['Prové & TrustP', ['prove', 'trustp']],
    ['🙂🙂', []],
  ])('%s is taken apart', (text, expected) => expect(words(text)).toEqual(expected));

  test('å ä ö, a a o and decomposed Unicode are the same', () => {
    expect(words('får jag öppna åtta brev')).toEqual(words('far jag oppna atta brev'));
    expect(words('får jag öppna åtta brev'.normalize('NFD'))).toEqual(words('får jag öppna åtta brev'));
  });

  test('whatever comes in, what goes on is readable, short and stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        const safe = clean(text);
        expect(safe.length).toBeLessThanOrEqual(longestQuestion);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        expect(clean(safe)).toBe(safe);
        expect(fold(fold(safe))).toBe(fold(safe));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
