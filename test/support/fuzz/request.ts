import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { activities } from './activity';
import { written, type Json, type Members } from './json';
import { mark } from './mark';
import { mutated, mutation, type Mutation } from './mutation';

/** Stands for the address of the stand-in for Teams. */
export const connectorHere = 'http://CONNECTOR/';

const encodings = {
  utf8: (text: string) => Buffer.from(text),
  bom: (text: string) => Buffer.from(`\ufeff${text}`),
  utf16: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  utf16be: (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  latin1: (text: string) => Buffer.from(text, 'latin1'),
  /** Bytes that are no UTF-8, in the middle of the text. */
  broken: (text: string) => Buffer.concat([Buffer.from(text.slice(0, 60)), Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]), Buffer.from(text.slice(60))]),
  gzip: (text: string) => gzipSync(text, { level: 1 }),
  deflate: (text: string) => deflateSync(text, { level: 1 }),
  br: (text: string) => brotliCompressSync(text, { params: { 1: 0 } }),
} as const;

/** How the body's end is told. The last five are against the rules: the server may hang up on them. */
const framings = {
  length: (body: Buffer) => [[`Content-Length: ${body.length}`], body] as const,
  chunked: (body: Buffer) => [['Transfer-Encoding: chunked'], chunks(body)] as const,
  none: () => [[], Buffer.alloc(0)] as const,
  tooLong: (body: Buffer) => [[`Content-Length: ${body.length + 10}`], body] as const,
  tooShort: (body: Buffer) => [[`Content-Length: ${Math.floor(body.length / 2)}`], body] as const,
  noNumber: (body: Buffer) => [['Content-Length: -1'], body] as const,
  both: (body: Buffer) => [[`Content-Length: ${body.length}`, 'Transfer-Encoding: chunked'], chunks(body)] as const,
  noChunk: (body: Buffer) => [['Transfer-Encoding: chunked'], Buffer.concat([Buffer.from('zz\r\n'), body])] as const,
} as const;
const againstTheRules: ReadonlySet<keyof typeof framings> = new Set(['tooLong', 'tooShort', 'noNumber', 'both', 'noChunk']);

const chunkSize = 100;

function chunks(body: Buffer): Buffer {
  const parts = [];
  for (let from = 0; from < body.length; from += body.length > 10_000 ? 10_000 : chunkSize) {
    const part = body.subarray(from, from + (body.length > 10_000 ? 10_000 : chunkSize));
    parts.push(Buffer.from(`${part.length.toString(16)};${mark}=1\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

/** How a request is carried. Header lines are of latin-1, as they go over the wire. */
export interface Carried {
  method: string;
  target: string;
  headers: readonly string[];
  encoding: keyof typeof encodings;
  framing: keyof typeof framings;
  /** Of a thousand parts of the text so many are sent; the length is told right. */
  kept: number;
}

export interface Case {
  activity: Members;
  mutations: readonly Mutation[];
  carried: Carried;
}

const json = 'Content-Type: application/json';
const asTeams: Carried = { method: 'POST', target: '/api/messages', headers: [json], encoding: 'utf8', framing: 'length', kept: 1000 };

const contentTypes = ['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json; charset=utf-16', 'application/json; charset=latin1', `application/json; charset=${mark}`, 'application/json;', 'application/json ;;;', 'application/jsonp', 'application/json-seq', 'application/vnd.microsoft.card+json', 'text/plain', 'text/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'multipart/form-data', 'application/octet-stream', '', ';', '\xff', `${mark}/${mark}`]
  .map((type) => [`Content-Type: ${type}`]);
const packed = ['gzip', 'deflate', 'br', 'identity', 'gzip, gzip', 'IDENTITY', '', mark].map((encoding) => [json, `Content-Encoding: ${encoding}`]);
const authorizations = [
  [`Authorization: Bearer ${mark}`], [`Authorization: Bearer ${mark}.${mark}.${mark}`], ['Authorization: '], ['Authorization: Bearer'], ['Authorization: Basic eDp5'], [`Authorization: ${'x'.repeat(8_000)}`],
  ['Authorization: Bearer a.b.c', 'Authorization: Bearer d.e.f'], ['Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2FwaS5ib3RmcmFtZXdvcmsuY29tIn0.'], ['Authorization: \xff\xfe'],
].map((lines) => [json, ...lines]);
const others = [
  [`X-Forwarded-For: ${mark}`], [`Cookie: ${mark}`], ['Accept: text/html'], ['Accept: image/png;q=0'], ['Accept-Encoding: gzip'], ['Accept-Version: 99.9.9'], ['Expect: 100-continue'], [`Expect: ${mark}`], ['Connection: close'],
  ['Origin: https://attacker.example'], ['X-HTTP-Method-Override: DELETE'], [`X-Request-Id: ${mark}`], ['Range: bytes=0-1'], ['If-None-Match: *'], [`User-Agent: ${mark}`], [`__proto__: ${mark}`], ['Content-MD5: AAAA'], ['Date: x'], ['Api-Version: 0'],
  [json], Array.from({ length: 100 }, (_, i) => `X-${i}: ${mark}`), Array.from({ length: 2_100 }, () => 'X: 1'), [`X-Huge: ${'y'.repeat(20_000)}`],
].map((lines) => [json, ...lines]);

const targets = [
  '/api/messages?x=1', `/api/messages?${mark}=${mark}`, '/api/messages?%ff=%', '/api/messages?__proto__[polluted]=1&constructor[prototype][polluted]=1', `/api/messages?x=${'y'.repeat(5_000)}`, '/api/messages/', '//api/messages', '/API/MESSAGES', '/api/./messages', '/api/../api/messages',
  '/api/messages%00', '/api%2fmessages', '/%', '/%ff', '/healthz', '/healthz?x=1', '/', '*', '/favicon.ico', '/.env', '/../../etc/passwd', `/${mark}`, '/__proto__', '/constructor', '/api/messages#x', 'http://attacker.example/api/messages', `/${'z'.repeat(8_000)}`,
];
const methods = ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'post', 'FOO'];

const like = (changes: fc.Arbitrary<Partial<Carried>>) => changes.map((change) => ({ ...asTeams, ...change }));
const anyCarriage: fc.Arbitrary<Carried> = fc.oneof(
  { weight: 74, arbitrary: fc.constant(asTeams) },
  { weight: 3, arbitrary: like(fc.record({ kept: fc.nat(999) })) },
  { weight: 4, arbitrary: like(fc.record({ encoding: fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])), headers: fc.oneof({ weight: 2, arbitrary: fc.constant([json]) }, { weight: 1, arbitrary: fc.constantFrom(...packed) }) })) },
  { weight: 3, arbitrary: like(fc.record({ headers: fc.constantFrom(...contentTypes, [], [json, 'Content-Type: text/plain']) })) },
  { weight: 3, arbitrary: like(fc.record({ headers: fc.constantFrom(...authorizations) })) },
  { weight: 4, arbitrary: like(fc.record({ headers: fc.constantFrom(...others) })) },
  { weight: 4, arbitrary: like(fc.record({ framing: fc.constantFrom(...(Object.keys(framings) as (keyof typeof framings)[])) })) },
  { weight: 3, arbitrary: like(fc.record({ target: fc.constantFrom(...targets), method: fc.oneof({ weight: 2, arbitrary: fc.constant('POST') }, { weight: 1, arbitrary: fc.constantFrom(...methods) }) })) },
  { weight: 2, arbitrary: like(fc.record({ method: fc.constantFrom(...methods), framing: fc.constantFrom<Carried['framing']>('length', 'none') })) },
);

/** Addresses that no bot may call. */
const refusedUrls = ['javascript:alert(1)', 'file:///etc/passwd', 'ftp://127.0.0.1/', 'http://192.0.2.1/', 'http://attacker.example/', 'http://127.0.0.1.attacker.example/', 'http://127.0.0.1@attacker.example/', 'http://[::ffff:7f00:1]/', 'http://0.0.0.0/', 'http://2130706434/', 'http:///', 'http:', '//127.0.0.1/', '', mark, `http://${mark}/`];

/** Activities as Teams sends them and as nobody does, carried in all ways; one of seven as Teams would. */
export const cases: fc.Arbitrary<Case> = fc.record({
  activity: activities(fc.oneof({ weight: 30, arbitrary: fc.constant(connectorHere) }, { weight: 1, arbitrary: fc.constantFrom(...refusedUrls) })),
  mutations: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 4, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 3 }) }),
  carried: anyCarriage,
});

/** Activities that name another address than the stand-in's, one that the bot takes without an identity. */
export const elsewhere: fc.Arbitrary<Case> = fc.record({
  activity: activities(fc.constantFrom('https://attacker.example/', 'https://user:secret@attacker.example/', 'https://192.0.2.1/', 'https://[2001:db8::1]:8443/', 'https://[::1]:9/', 'https://attacker.example:1/a/../b?c=d#e', 'https://xn--vgvisaren-v2a.example/', 'http://localhost:9/', 'http://127.0.0.1:9/', 'http://[::1]:9/', 'http://user:secret@127.0.0.1:9/', 'http://2130706433:9/', 'http://127.1:9/', `https://${mark}.example/${mark}`, 'HTTPS://ATTACKER.EXAMPLE', 'https://attacker.example\\@127.0.0.1/')),
  mutations: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) }),
  carried: fc.constant(asTeams),
});

/**
 * The same activities carried as Teams does, from an address and a tenant that are right unless changed, with a header that is
 * right or nearly.
 */
export function signed(serviceUrl: string, tenant: string, authorization: fc.Arbitrary<readonly string[]>): fc.Arbitrary<Case> {
  return fc.record({
    activity: activities(fc.oneof({ weight: 9, arbitrary: fc.constant(serviceUrl) }, { weight: 1, arbitrary: fc.constantFrom(...refusedUrls, 'https://attacker.example/', `${serviceUrl}x`, serviceUrl.toUpperCase()) }), tenant),
    mutations: fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 2 }) }),
    carried: authorization.map((headers) => ({ ...asTeams, headers: [json, ...headers] })),
  });
}

/** The body's text, with the word of this case and the address in their places. */
export function textOf({ activity, mutations }: Pick<Case, 'activity' | 'mutations'>, word: string, connector: string): string {
  const changed: Json = mutated(activity, mutations);
  return written(changed).replaceAll(mark, word).replaceAll(connectorHere, connector);
}

/** What goes over the wire. */
export function bytesOf(case_: Case, word: string, connector: string): Buffer {
  const { method, target, headers, encoding, framing, kept } = case_.carried;
  const text = textOf(case_, word, connector);
  const body = encodings[encoding](kept < 1000 ? text.slice(0, Math.floor((text.length * kept) / 1000)) : text);
  const [framed, sent] = framings[framing](body);
  const head = [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1', ...headers, ...framed, '', ''].join('\r\n').replaceAll(mark, word);
  return Buffer.concat([Buffer.from(head, 'latin1'), sent]);
}

/** How it is sent; on all but the kept connection the server may hang up instead of answering. */
export function lineFor({ carried: { framing } }: Case): 'kept' | 'alone' | 'ended' {
  if (!againstTheRules.has(framing)) return 'kept';
  return framing === 'tooLong' ? 'ended' : 'alone';
}
