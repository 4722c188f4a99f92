import fc from 'fast-check';
import { header, inSeconds, strangersKey, teamsUrl } from '../openid-provider';
import { mark } from './mark';

const claimNames = ['iss', 'aud', 'exp', 'nbf', 'iat', 'serviceurl', 'tid', 'appid', 'azp', 'ver', 'sub', '__proto__', mark] as const;
const claim = fc.record({
  name: fc.constantFrom(...claimNames),
  value: fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom<unknown>(undefined, mark, inSeconds(-3_600), Number.MAX_VALUE, 'https://sts.windows.net/x/', 'https://attacker.example/', '2.0', teamsUrl.toUpperCase())),
});

const good = header();
const [head, claims, signature] = good.slice('Bearer '.length).split('.') as [string, string, string];
const [, otherClaims] = header({ serviceurl: 'https://attacker.example/' }).split('.') as [string, string, string];

/** Lines of an Authorization header: of every three one is valid, and the rest nearly, hardly or not at all. */
export const tokens: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([good]) },
  { weight: 4, arbitrary: claim.map(({ name, value }) => [header({ [name]: value })]) },
  { weight: 3, arbitrary: fc.constantFrom(
    header({}, { key: strangersKey }), header({}, { head: { alg: 'none' } }), header({}, { head: { alg: 'HS256' } }), header({}, { head: { kid: mark } }), header({}, { head: { kid: undefined } }),
    `Bearer ${head}.${otherClaims}.${signature}`, `Bearer ${head}.${claims}.`, `Bearer ${head}.${claims}`, `Bearer ${claims}.${head}.${signature}`, `Bearer ${good}`, good.toLowerCase(), good.toUpperCase(), good.replace('Bearer', 'bearer'), good.replace(' ', '  '), `${good} `, `${good},${good}`, good.replace('Bearer', 'Basic'),
    'Bearer', 'Bearer ', '', mark, `Bearer ${mark}`, 'Bearer ..', 'Bearer e30.e30.e30', `Bearer ${'a'.repeat(9_000)}`, `Bearer ${'.'.repeat(1_000)}`, '\xff',
  ).map((value) => [value]) },
  { weight: 1, arbitrary: fc.nat(good.length).map((length) => [good.slice(0, length)]) },
  { weight: 1, arbitrary: fc.constantFrom<readonly string[]>([], [good, good], [good, `Bearer ${mark}`], [`Bearer ${mark}`, good]) },
).map((lines) => lines.map((value) => `Authorization: ${value}`));
