import { play, unexpected, type Taken, type Walk } from '../../support/walk';
import { walks } from '.';
import { flawsIn } from './flaws';
import { wandering } from './wandering';

function told(taken: Taken): string[] {
  return [...unexpected(taken), ...flawsIn(taken)].map((what) => `${JSON.stringify(taken.step)} ${what}:\n${taken.text}`);
}

describe.each(Object.entries<readonly Walk[]>(walks))('%s', (_name, table) => {
  test.each(table.map((walk) => [walk.name, walk] as const))('%s', async (_walk, walk) => {
    expect((await play(walk)).flatMap(told)).toEqual([]);
  });
});

test('there are twenty that wander, and both languages everywhere', () => {
  expect(wandering.length).toBeGreaterThanOrEqual(20);
  for (const table of Object.values(walks)) expect(new Set(table.map(({ language }) => language))).toEqual(new Set(['sv', 'en']));
});
