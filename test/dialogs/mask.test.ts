import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadMask, productRoot } from '../../src/assemble';
import { loadFirstNames, readFirstNames } from '../../src/dialogs/feedback/first-names';
import { product } from '../support/product';

const mask = loadMask(productRoot, product().vocabulary);

test.each([
  // Identity numbers
  ['patienten 19850214-1234 ringde', 'patienten [personnummer] ringde'],
  ['patienten 850214-1234 ringde', 'patienten [personnummer] ringde'],
  ['198502141234', '[personnummer]'],
  ['8502141234', '[personnummer]'],
  ['hundra år: 190214+1234', 'hundra år: [personnummer]'],
  ['19850214+1234', '[personnummer]'],
  ['samordningsnummer 850274-1234 och 198502741234', 'samordningsnummer [personnummer] och [personnummer]'],
  ['född 19850214', 'född [personnummer]'],
  ['850214 - 1234', '[personnummer]'],
  ['１９８５０２１４-１２３４', '[personnummer]'],
  // Telephone numbers
  ['ring 0701234567', 'ring [telefon]'],
  ['ring 070-123 45 67 nu', 'ring [telefon] nu'],
  ['ring 0701-23 45 67', 'ring [telefon]'],
  ['ring 031-343 10 00', 'ring [telefon]'],
  ['ring (031) 343 10 00', 'ring [telefon]'],
  ['ring +46 70 123 45 67', 'ring [telefon]'],
  ['ring +46 (0)70-123 45 67', 'ring [telefon]'],
  ['ring 0046701234567', 'ring [telefon]'],
  ['ring +1 (555) 123-4567', 'ring [telefon]'],
  ['ring 070\u200b123\u00a045\u00a067', 'ring [telefon]'],
  ['anknytning 43100', 'anknytning [nummer]'],
  ['ärende 1234567-89', 'ärende [nummer]'],
  // Addresses
  ['skriv till anna.svensson@vgregion.se.', 'skriv till [e-post].'],
  ['skriv till anna (at) vgregion.se', 'skriv till [e-post]'],
  ['skriv till anna @ vgregion.se', 'skriv till [e-post]'],
  ['se https://insidan.vgregion.se/anna?id=1 nu', 'se [länk] nu'],
  ['se www.vgregion.se/anna', 'se [länk]'],
  ['se vgregion.se/anna', 'se [länk]'],
  // Names
  ['Får Kerstin Svensson veta det?', 'Får [namn] veta det?'],
  ['Kerstin Svensson vill veta', '[namn] vill veta'],
  ['kerstin lindbergsson ringde', '[namn] ringde'],
  ['kerstin vill veta', '[namn] vill veta'],
  ['får jag ge svensson nyckeln', 'får jag ge [namn] nyckeln'],
  ['Kerstins nummer', '[namn] nummer'],
  ['hos Anna-Karin af Ugglas', 'hos [namn]'],
  ['Kan Zlatan få se sin journal?', 'Kan [namn] få se sin journal?'],
  ['Får Ngozi Okonjo komma in?', 'Får [namn] komma in?'],
  ['Dr. Berg sa nej', 'Dr. [namn] sa nej'],
  ['fråga chefen Berg', 'fråga chefen [namn]'],
  ['fråga fru andersson', 'fråga fru [namn]'],
  ['Is my colleague Ahmed Hassan allowed to see it?', 'Is my colleague [namn] allowed to see it?'],
  ['May I give out John Smith’s number?', 'May I give out [namn] number?'],
  ['får Håkan veta', 'får [namn] veta'],
  ['får A\u030asa och Pa\u0308r O\u0308berg veta', 'får [namn] och [namn] veta'],
  ['får asa veta', 'får [namn] veta'],
  ['<at>Kerstin Svensson</at> vad gäller?', '[namn] vad gäller?'],
  ['fråga @kerstin.s om det', 'fråga [namn] om det'],
  ['Vad sa Hans om saken?', 'Vad sa [namn] om saken?'],
  // One too many, rather than one too few
  ['Hans telefonnummer', '[namn] telefonnummer'],
  ['nytt från Västra Götaland', 'nytt från [namn]'],
  // What stays
  ['Var registrerar jag 2.6.5, 2.6.6 och 2.7.1?', 'Var registrerar jag 2.6.5, 2.6.6 och 2.7.1?'],
  ['Gäller OSL 25 kap. 1 § och lag (2009:400) för UGL 2026 kl. 14:30?', 'Gäller OSL 25 kap. 1 § och lag (2009:400) för UGL 2026 kl. 14:30?'],
  ['Får jag lämna ut hans nummer per telefon i Göteborg?', 'Får jag lämna ut hans nummer per telefon i Göteborg?'],
  ['Vad är en lex Maria?', 'Vad är en lex Maria?'],
  ['May I tell him that I am ill?', 'May I tell him that I am ill?'],
  ['My boss wants it', 'My boss wants it'],
  ['', ''],
])('%j → %j', (text, expected) => expect(mask(text)).toBe(expected));

test('what looks like a placeholder’s sign does not become one', () => {
  expect(mask('a\ue000b')).toBe('a b');
});

const digits = fc.stringMatching(/^[0-9]{10,12}$/);
const apart = fc.constantFrom('', '', '', ' ', '-', '.', '/', ' - ', '–', '\u00a0', '\u2011', '+');
const around = fc.constantFrom('', ' ', 'a', 'ö', '(', ')', ': ', 'nr', '?', '@', '.', ', ', '2.6.5 ');

test('no run of 10 to 12 digits survives, however it is written', () => {
  fc.assert(
    fc.property(digits, fc.array(apart, { minLength: 12, maxLength: 12 }), fc.integer({ min: 0, max: 3 }), around, around, (number, between, every, before, after) => {
      const written = [...number].map((digit, i) => digit + (i < number.length - 1 && i % (every + 1) === every ? between[i]! : '')).join('');
      const left = mask(`fråga ${before}${written}${after} slut`);
      expect(left.replace(/2\.6\.5/g, '').replace(/[\s\p{Pd}./+()]/gu, '')).not.toMatch(/\d{5}/);
    }),
    { numRuns: 3_000, seed: 20_261_122 },
  );
});

test('names of the list never survive, whatever is around them', () => {
  const names = loadFirstNames(join(productRoot, 'dialogs')).names;
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.constantFrom('Får', 'och', 'med', 'ge', '"', '(', '- '), fc.constantFrom('', 's', '?', ' veta', ', tack'), fc.boolean(), (name, before, after, lower) => {
      const left = mask(`${before} ${lower ? name.toLowerCase() : name.normalize('NFD')}${after}`);
      expect(left).not.toMatch(new RegExp(`(?<!\\p{L})${name}s?(?!\\p{L})`, 'iu'));
    }),
    { numRuns: 2_000, seed: 20_261_122 },
  );
});

test('any text at all is masked within a moment, and stays masked', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.stringMatching(/^[A-ZÅÄÖa-z0-9@. (),+-]{0,300}$/)), (text) => {
      const once = mask(text);
      expect(typeof once).toBe('string');
      expect(once).not.toMatch(/[\ue000-\ue00f]/);
    }),
    { numRuns: 1_000, seed: 20_261_122 },
  );
  for (const text of ['a'.repeat(100_000), 'a.'.repeat(50_000), '1 '.repeat(50_000), 'Anna '.repeat(20_000), '('.repeat(100_000), 'a@'.repeat(50_000)]) {
    const started = performance.now();
    mask(text);
    expect(performance.now() - started).toBeLessThan(500);
  }
});

test('the shipped names are of the right form; a mistake is found', () => {
  const shipped = join(productRoot, 'dialogs');
  expect(readFirstNames(shipped).problems).toEqual([]);
  const folder = mkdtempSync(join(tmpdir(), 'names-'));
  try {
    cpSync(shipped, folder, { recursive: true });
    writeFileSync(join(folder, 'first-names.yaml'), 'names: ["Anna Karin"]\n');
    expect(readFirstNames(folder).problems).toContainEqual(expect.objectContaining({ file: 'first-names.yaml', field: 'names[0]', expected: 'ett enda ord' }));
    expect(() => loadFirstNames(folder)).toThrow(expect.objectContaining({ code: 'DIALOGS_INVALID' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
