import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modelPath, productRoot } from '../../src/assemble';
import { createAnalyser } from '../../src/search/analyse';
import { readModel, writeModel } from '../../src/search/model/model-file';
import { fingerprintOf, trainModel } from '../../src/search/model/train-model';
import { product } from '../support/product';

const stored = readFileSync(join(productRoot, modelPath));

test('the stored model was trained on the knowledge as it is (otherwise: npm run train)', () => {
  const { samples, knowledge } = product();
  expect(readModel(stored).fingerprint).toBe(fingerprintOf(samples, knowledge.language));
});

test('the stored model is under 3 MB', () => expect(stored.length).toBeLessThan(3_000_000));

test('what is written is read back, byte by byte', () => expect(writeModel(readModel(stored)).equals(stored)).toBe(true));

test('training twice gives the same bytes', () => {
  const { samples, knowledge } = product();
  const some = samples.filter(({ label }) => label.startsWith('course/'));
  const train = () => writeModel(trainModel(some, createAnalyser(knowledge.language).analyse, 'x'));
  expect(train().equals(train())).toBe(true);
});

test.each([
  ['empty', Buffer.alloc(0)],
  ['something else', Buffer.from('PNG rubbish')],
  ['cut off', stored.subarray(0, stored.length - 1000)],
  ['with a broken first line', Buffer.concat([stored.subarray(0, 30), stored.subarray(60)])],
])('a model file that is %s is refused with what to do', (_name, bytes) => {
  expect(() => readModel(bytes)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID', whatToDo: expect.stringContaining('npm run train') }));
});
