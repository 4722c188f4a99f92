import { repeat } from '../src/repeat';

beforeEach(() => jest.useFakeTimers());

afterEach(() => jest.useRealTimers());

const ignore = () => undefined;

/** A step that takes until it is told to end. */
function endless() {
  const ends: ((wait: number) => void)[] = [];
  const step = jest.fn(() => new Promise<number>((resolve) => ends.push(resolve)));
  return { step, end: (wait: number) => ends.shift()!(wait) };
}

test('begins at once, and again each time after as long as the step said', async () => {
  const waits = [100, 2_000, 100];
  const step = jest.fn(async () => waits.shift() ?? 10_000);
  const repeated = repeat(step, ignore, 5_000);
  expect(step).toHaveBeenCalledTimes(1);
  for (const [milliseconds, calls] of [[99, 1], [1, 2], [1_999, 2], [1, 3], [100, 4]] as const) {
    await jest.advanceTimersByTimeAsync(milliseconds);
    expect(step).toHaveBeenCalledTimes(calls);
  }
  await repeated.stop();
});

test('never runs twice at once, however long a step takes', async () => {
  const { step, end } = endless();
  const repeated = repeat(step, ignore, 5_000);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(step).toHaveBeenCalledTimes(1);
  end(10);
  await jest.advanceTimersByTimeAsync(10);
  expect(step).toHaveBeenCalledTimes(2);
  const stopped = repeated.stop();
  end(10);
  await stopped;
});

test('a failure is told and does not end it: the next step comes after the pause for failures', async () => {
  const broken = new Error('the database is gone');
  const failures: unknown[] = [];
  const step = jest.fn().mockRejectedValueOnce(broken).mockImplementationOnce(() => { throw broken; }).mockResolvedValue(100);
  const repeated = repeat(step, (error) => failures.push(error), 5_000);
  await jest.advanceTimersByTimeAsync(4_999);
  expect(step).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(step).toHaveBeenCalledTimes(2);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(step).toHaveBeenCalledTimes(3);
  expect(failures).toEqual([broken, broken]);
  await jest.advanceTimersByTimeAsync(100);
  expect(step).toHaveBeenCalledTimes(4);
  await repeated.stop();
});

test('stopped between two steps, it begins none any more', async () => {
  const step = jest.fn(async () => 100);
  const repeated = repeat(step, ignore, 5_000);
  await jest.advanceTimersByTimeAsync(50);
  await repeated.stop();
  await repeated.stop();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(step).toHaveBeenCalledTimes(1);
  expect(jest.getTimerCount()).toBe(0);
});

test.each([
  ['is done', () => Promise.resolve(100)],
  ['has failed', () => Promise.reject(new Error('broken'))],
])('stopped while a step runs, it waits until that one %s, and begins no other', async (_how, finish) => {
  const step = jest.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 60_000)).then(finish));
  const repeated = repeat(step, ignore, 5_000);
  let isStopped = false;
  const stopped = repeated.stop().then(() => (isStopped = true));
  await jest.advanceTimersByTimeAsync(59_999);
  expect(isStopped).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  await stopped;
  await jest.advanceTimersByTimeAsync(60_000);
  expect(step).toHaveBeenCalledTimes(1);
});
