import { recently } from '../src/recently';

test('asks again only after a while, and everybody gets the same answer meanwhile', async () => {
  let asked = 0;
  const now = jest.spyOn(performance, 'now').mockReturnValue(0);
  const ask = recently(async () => ++asked, 5_000);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  now.mockReturnValue(4_999);
  expect(await ask()).toBe(1);
  now.mockReturnValue(5_000);
  expect(await ask()).toBe(2);
  now.mockRestore();
});

test('asks nobody again who has not answered yet', async () => {
  let asked = 0;
  let answer: (() => void) | undefined;
  const now = jest.spyOn(performance, 'now').mockReturnValue(0);
  const ask = recently(() => new Promise<void>((resolve) => ((asked += 1), (answer = resolve))), 5_000);
  const first = ask();
  now.mockReturnValue(20_000);
  void ask();
  expect(asked).toBe(1);
  answer!();
  await first;
  void ask();
  expect(asked).toBe(2);
  now.mockRestore();
});
