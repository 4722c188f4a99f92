import fc from 'fast-check';
import { object, type Json } from './json';
import { mark } from './mark';

/** Texts at the edges of what a text can be. */
export const strangeText: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    '', ' ', '\u0000', `${mark}\u0000`, '\ufeff', `\u202e${mark}\u202c`, '\u200b\u200d\u2060', '\ud800', `\udc00${mark}`, `\ud800${mark}\udbff`,
    'a\u030ao\u0308a\u0308', 'Fa\u030ar jag la\u0308mna ut kollegans hemnummer?', '🙂'.repeat(20), '👩‍👩‍👧‍👦', 'ß\u0130ı', '\u0085\u2028\u2029',
    mark, `29:${mark}`, `<at>${mark}</at>`, `<script>${mark}</script>`, `\n    at ${mark} (/tmp/${mark}.js:1:1)`, `\r\nX-${mark}: 1`,
    '__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'then', 'null', 'undefined', 'NaN', 'true', '-1', '1e999',
    '.', '..', '../', `../../${mark}`, '%', '%2e%2e%2f', '%00', '/', '?', '#', ';messageid=', `19:${mark}@thread.tacv2;messageid=`, `${mark}/activities/1?x=1#y`, '\\..\\',
    '2026-02-30T25:61:00Z', '0000-00-00', '1970-01-01T00:00:00Z', '${7*7}', "' OR 1=1 --", '$__proto__', '*',
    { long: 'x', times: 1025 }, { long: 'å', times: 100_000 }, { long: `${mark} `, times: 11_000 }, { long: '🙂', times: 60_000 }, { long: '\u200b', times: 5_000 }, { long: '<at>', times: 40_000 }, { long: 'ab ', times: 200_000 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

const polluting: readonly Json[] = [
  { members: [['__proto__', object({ polluted: mark })]] },
  { members: [['__proto__', null]] },
  { members: [['__proto__', object({ id: mark, type: 'message', do: 'show', v: 1, language: 'sv', isGroup: true })]] },
  object({ constructor: object({ prototype: object({ polluted: mark }) }) }),
  { members: [['__proto__', object({ toJSON: 1 })], ['toString', 1], ['valueOf', null], ['hasOwnProperty', 0], ['then', mark], ['length', -1]] },
];

/** Any value in the place of any other. */
export const strangeValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null, true, false, 0, -1, 1, 0.5, 2 ** 53, -1e308, [], object({}), [[]], [null], [object({})], [mark], object({ id: mark }), object({ id: null }),
    { raw: '1e999' }, { raw: '-1e999' }, { raw: '-0' }, { raw: '1e-999' }, { raw: '9'.repeat(400) }, { raw: 'NaN' }, { raw: 'undefined' }, { raw: '01' }, { raw: "'x'" }, { raw: '"\\u00"' }, { raw: '"\t"' },
    { deep: 10, of: 'lists' }, { deep: 62, of: 'objects' }, { deep: 70, of: 'lists' }, { deep: 20_000, of: 'objects' }, { deep: 150_000, of: 'lists' },
    ...polluting,
  ),
  strangeText,
  fc.jsonValue({ maxDepth: 3 }).map((value): Json => ({ raw: JSON.stringify(value) })),
);
