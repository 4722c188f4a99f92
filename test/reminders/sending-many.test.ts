import { driven } from '../bench/reminders/driven';
import { followedScene, people } from '../support/sending-scene';
import { Limits } from '../support/simulated-teams/limits';

test('a thousand reminders due at once leave at 25 a second, each once', async () => {
  const { byState, lost, doubled, seconds, leastSeconds, mostInASecond } = await driven(1_000);
  expect(byState).toMatchObject({ sent: 1_000, sending: 0, failed: 0, unknown: 0 });
  expect({ lost, doubled }).toEqual({ lost: 0, doubled: 0 });
  expect(seconds).toBeGreaterThan(0.95 * leastSeconds);
  expect(seconds).toBeLessThan(1.05 * leastSeconds);
  expect(mostInASecond).toBeLessThanOrEqual(30);
});

test('in no second, wherever it begins, do more than 30 leave two senders', async () => {
  const limits = new Limits([{ requests: 30, seconds: 1 }]);
  const scene = await followedScene({ people: people(200), limits });
  const [one, another] = [scene.sender(), scene.sender()];
  await scene.clock.advance(60_000);
  const began = scene.clock.now().getTime();
  for (let passes = 0; scene.teams.taken.size < 200 && passes < 2_000; passes++) {
    const waits = await Promise.all([one.pass(), another.pass()]);
    await scene.clock.advance(Math.min(...waits));
  }
  expect(scene.teams.answers()).toEqual({ 201: 200 });
  expect(scene.clock.now().getTime() - began).toBeLessThan(1.05 * 8_000);
  await scene.remove();
});
