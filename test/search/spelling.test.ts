import { createSpelling } from '../../src/search/spelling';
import { countVocabulary } from '../../src/search/vocabulary';

const known = ['lämna ut protokoll', 'lyssna på samtalet', 'skicka brevet', 'samtal med chefen', 'process'];
const mend = createSpelling(countVocabulary(known.map((text) => ({ text, language: 'sv' }))));

test.each([
  ['får man lysna på samtallet', 'får man lyssna på samtalet'],
  ['protokol och prosess', 'protokoll och process'],
  ['skikca', 'skicka'],
  ['lämna ut brev', 'lämna ut brev'],
  ['xyz', 'xyz'],
  ['okänt ord', 'okänt ord'],
])('%s is read as %s', (typed, read) => expect(mend(typed)).toBe(read));
