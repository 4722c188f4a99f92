import { play, unexpected, type Taken, type Walk } from '../../support/walk';
import { answers } from './answers';
import { callOff } from './call-off';
import { cards } from './cards';
import { courses } from './courses';
import { flawsIn } from './flaws';
import { followUps } from './follow-ups';
import { smallTalk } from './small-talk';
import { wandering } from './wandering';
import { waysToAsk } from './ways-to-ask';

function told(taken: Taken): string[] {
  return [...unexpected(taken), ...flawsIn(taken)].map((what) => `${JSON.stringify(taken.step)} ${what}:\n${taken.text}`);
}

const walks = { answers, cards, 'call-off': callOff, courses, 'follow-ups': followUps, 'small talk': smallTalk, wandering, 'ways to ask': waysToAsk };

describe.each(Object.entries<readonly Walk[]>(walks))('%s', (_name, table) => {
  test.each(table.map((walk) => [walk.name, walk] as const))('%s', async (_walk, walk) => {
    expect((await play(walk)).flatMap(told)).toEqual([]);
  });
});

test('there are twenty that wander, and both languages everywhere', () => {
  expect(wandering.length).toBeGreaterThanOrEqual(20);
  for (const table of Object.values(walks)) expect(new Set(table.map(({ language }) => language))).toEqual(new Set(['sv', 'en']));
});
