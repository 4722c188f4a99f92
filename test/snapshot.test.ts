import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromSnapshot, hashOf } from '../src/snapshot';

let root: string;
const source = () => join(root, 'source');
const cache = () => join(root, 'cache');
let made: number;
let meanwhile = (): void => undefined;
const get = () => fromSnapshot(cache(), () => hashOf([source(), join(root, 'lock.json')]), () => (meanwhile(), { made: ++made, map: new Map([['å', 1]]) })).value;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'snapshot-'));
  mkdirSync(source());
  writeFileSync(join(source(), 'a.yaml'), 'x: 1');
  made = 0;
  meanwhile = () => undefined;
});
afterEach(() => rmSync(root, { recursive: true }));

test('is made once, and read while nothing changes', () => {
  expect(get()).toEqual({ made: 1, map: new Map([['å', 1]]) });
  expect(get()).toEqual({ made: 1, map: new Map([['å', 1]]) });
});

test('is made anew when a source changes or comes, and old ones are removed', () => {
  get();
  writeFileSync(join(source(), 'a.yaml'), 'x: 2');
  expect(get().made).toBe(2);
  writeFileSync(join(source(), 'b.yaml'), '');
  expect(get().made).toBe(3);
  writeFileSync(join(root, 'lock.json'), '{}');
  expect(get().made).toBe(4);
  expect(readdirSync(cache())).toHaveLength(3);
});

test('what was there before is found again', () => {
  get();
  writeFileSync(join(source(), 'b.yaml'), '');
  expect(get().made).toBe(2);
  rmSync(join(source(), 'b.yaml'));
  expect(get().made).toBe(1);
});

test('a broken one is made anew', () => {
  get();
  writeFileSync(join(cache(), readdirSync(cache())[0]!), 'rubbish');
  expect(get().made).toBe(2);
});

test('a cache that cannot be written costs nothing but time', () => {
  writeFileSync(cache(), 'a file stands where the folder should be');
  expect(get().made).toBe(1);
  expect(get().made).toBe(2);
});

test('made of files that changed meanwhile it is found by nobody', () => {
  meanwhile = () => writeFileSync(join(source(), 'a.yaml'), 'x: 2');
  expect(get().made).toBe(1);
  meanwhile = () => undefined;
  writeFileSync(join(source(), 'a.yaml'), 'x: 1');
  expect(get().made).toBe(2);
});
