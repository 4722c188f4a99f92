import { within } from '../src/within';

test('what is done in time is given, and what fails in time fails', async () => {
  expect(await within(Promise.resolve('done'), 60_000, 'late')).toBe('done');
  await expect(within(Promise.reject(new Error('failed')), 60_000, 'late')).rejects.toThrow('failed');
});

test('what never ends is waited for no longer, and may still fail unheard', async () => {
  expect(await within(new Promise(() => undefined), 1, 'late')).toBe('late');
  let fail: ((error: Error) => void) | undefined;
  expect(await within(new Promise((_resolve, reject) => (fail = reject)), 1, 'late')).toBe('late');
  fail!(new Error('too late'));
  await new Promise((resolve) => setImmediate(resolve));
});
