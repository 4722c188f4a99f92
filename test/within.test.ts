import { within } from '../src/within';

const never = () => new Promise<string>(() => undefined);

test('what comes in time is given, and what fails in time fails', async () => {
  expect(await within(60_000, Promise.resolve('done'), () => 'late')).toBe('done');
  await expect(within(60_000, Promise.reject(new Error('failed')), () => 'late')).rejects.toThrow('failed');
});

test('what never comes is waited for no longer', async () => {
  expect(await within(1, never(), () => 'late')).toBe('late');
  await expect(within(1, never(), () => { throw new Error('late'); })).rejects.toThrow('late');
});

test('what fails later fails unheard', async () => {
  let fail: ((error: Error) => void) | undefined;
  expect(await within(1, new Promise<string>((_resolve, reject) => (fail = reject)), () => 'late')).toBe('late');
  fail!(new Error('too late'));
  await new Promise((resolve) => setImmediate(resolve));
});
