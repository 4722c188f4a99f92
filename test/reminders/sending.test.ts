import { VagvisarenError } from '../../src/errors';
import type { Delivery } from '../../src/reminders/delivery';
import type { SenderParts } from '../../src/reminders/sender';
import { sendingTime } from '../../src/reminders/working-time';
import { followedCourse } from '../support/followed-course';
import { chat, firstOf, followedScene, people, type SendingScene } from '../support/sending-scene';

let scene: SendingScene;

afterEach(() => scene.remove());

async function theFirst(): Promise<Delivery> {
  const [row] = firstOf(await scene.rows());
  return row!;
}

/** How many messages the first follower got. */
const got = () => scene.teams.taken.get('a:1') ?? 0;

describe('when Teams does not take a message as it should', () => {
  test.each<[string, string, Partial<Delivery>, number]>([
    ['nothing happens', '', { state: 'sent', attempts: 1 }, 1],
    ['three times to come back in 7 seconds', '429+7@#1-3', { state: 'sent', attempts: 4 }, 1],
    ['four times to come back, not when', '429@#1-4', { state: 'sent', attempts: 5 }, 1],
    ['that it is being changed', '412@#1', { state: 'sent', attempts: 2 }, 1],
    ['that it is being changed, come back in 2 seconds', '412+2@#1', { state: 'sent', attempts: 2 }, 1],
    ['500 four times', '500@#1-4', { state: 'sent', attempts: 5, failures: 4, lastError: null }, 1],
    ['500 five times', '500@#1-5', { state: 'failed', attempts: 5, failures: 5, lastError: 'HTTP 500' }, 0],
    ['503 five times', '503@#1-5', { state: 'failed', failures: 5, lastError: 'HTTP 503' }, 0],
    ['that the message is wrong', '400@#1', { state: 'failed', attempts: 1, lastError: 'HTTP 400' }, 0],
    ['that the message is too large', '413@#1', { state: 'failed', attempts: 1, lastError: 'HTTP 413' }, 0],
    ['401 three times', '401@#1-3', { state: 'sent', attempts: 4, failures: 0, lastError: null }, 1],
    ...['502', '504', 'reset', 'hang'].flatMap((fault): [string, string, Partial<Delivery>, number][] => {
      const lastError = { reset: 'ECONNRESET', hang: 'TIMEOUT' }[fault] ?? `HTTP ${fault}`;
      return [
        [`${fault}, and the message was lost`, `${fault}@#1`, { state: 'sent', attempts: 2, unsure: 1, lastError: null }, 1],
        [`${fault}, and the message was there`, `${fault}-taken@#1`, { state: 'sent', attempts: 2, unsure: 1 }, 2],
        [`${fault} twice, and both were lost`, `${fault}@#1-2`, { state: 'unknown', attempts: 2, unsure: 2, tryAt: null, lastError }, 0],
        [`${fault} twice, and the first was there`, `${fault}-taken@#1 ${fault}@#2`, { state: 'unknown', attempts: 2, unsure: 2, tryAt: null, lastError }, 1],
        [`${fault}, then that the message is wrong`, `${fault}-taken@#1 400@#2`, { state: 'unknown', attempts: 2, unsure: 1, lastError: 'HTTP 400' }, 1],
      ];
    }),
  ])('%s: %s', async (_what, faults, row, messages) => {
    scene = await followedScene({ faults });
    await scene.driveToTheEnd(scene.sender(), 3);
    expect(await theFirst()).toMatchObject({ tryAt: null, ...row });
    expect(got()).toBe(messages);
    expect(scene.teams.requests()).toBe(row.attempts ?? scene.teams.requests());
  });

  test('told when to come back, it comes not sooner, and keeps the others waiting for 5 seconds at most', async () => {
    scene = await followedScene({ people: people(10), faults: '429+60@#1' });
    await scene.driveToTheEnd(scene.sender(), 1);
    const [{ conversation }] = scene.seen as [SendingScene['seen'][number]];
    const after = ({ at }: { at: Date }) => Math.round((at.getTime() - scene.seen[0]!.at.getTime()) / 1000);
    const [, again] = scene.seen.filter((one) => one.conversation === conversation).map(after);
    expect(again).toBeGreaterThanOrEqual(60);
    expect(again).toBeLessThanOrEqual(66);
    expect(Math.max(...scene.seen.filter((one) => one.conversation !== conversation).map(after))).toBeLessThanOrEqual(7);
    expect([...scene.teams.taken.values()]).toEqual(Array(10).fill(1));
  });

  test('while the bot is not let in nothing else is tried; a minute later it goes on', async () => {
    scene = await followedScene({ people: people(50), faults: '401@#1-5' });
    const sender = scene.sender();
    await scene.drive(sender, new Date(scene.clock.now().getTime() + 90_000));
    expect(scene.seen.length).toBeLessThanOrEqual(10);
    expect(firstOf(await scene.rows()).filter(({ state, lastError }) => state === 'planned' && lastError === 'HTTP 401')).toHaveLength(5);
    await scene.driveToTheEnd(sender, 1);
    expect(firstOf(await scene.rows()).map(({ state, failures }) => ({ state, failures }))).toEqual(Array(50).fill({ state: 'sent', failures: 0 }));
    expect([...scene.teams.taken.values()]).toEqual(Array(50).fill(1));
  });

  describe.each(['403', '404'])('%s', (fault) => {
    const goneAway = async () => {
      scene = await followedScene({ faults: `${fault}@#1` });
      await scene.driveToTheEnd(scene.sender(), 1);
    };
    const comesBack = async (at: Date) => {
      await scene.clock.advance(at.getTime() - scene.clock.now().getTime());
      expect(await scene.store.conversations.remember(chat('a:1'), at)).toBe(true);
      await scene.planner.replan('a:1', at);
    };

    test('nothing is sent there any more', async () => {
      await goneAway();
      expect(await theFirst()).toMatchObject({ state: 'unreachable', tryAt: null, lastError: `HTTP ${fault}` });
      expect((await scene.store.subscriptions.plan('a:1')).reachable).toBe(false);
      await scene.drive(scene.sender(), sendingTime('2027-03-02'), 3_600_000);
      expect(scene.teams.requests()).toBe(1);
      expect((await scene.rows()).map(({ state }) => state)).toEqual(['unreachable', 'expired', 'expired']);
    });

    test('until the bot is added again: what is still of use is sent', async () => {
      await goneAway();
      await comesBack(new Date('2027-02-16T10:00:00Z'));
      await scene.driveToTheEnd(scene.sender(), 1);
      expect(scene.seen.map(({ body }) => body)).toEqual(['course/ugl lead:14', 'course/ugl lead:14']);
      expect(await theFirst()).toMatchObject({ state: 'sent' });
      expect(got()).toBe(1);
    });

    test('and what is of no use any more is not', async () => {
      await goneAway();
      await comesBack(new Date('2027-02-22T10:00:00Z'));
      await scene.driveToTheEnd(scene.sender(), 1);
      expect(scene.seen.map(({ body }) => body)).toEqual(['course/ugl lead:14', 'course/ugl lead:7']);
      expect((await scene.rows()).map(({ state }) => state)).toEqual(['unreachable', 'sent', 'planned']);
    });

    test('also when the store could not write at once that nobody is there', async () => {
      scene = await followedScene({ faults: `${fault}@#1-2` });
      const { conversations } = scene.store;
      const markUnreachable = jest.fn(conversations.markUnreachable).mockRejectedValueOnce(new VagvisarenError('STORE_UNAVAILABLE', 'away'));
      await scene.driveToTheEnd(scene.sender({ store: { ...scene.store, conversations: { ...conversations, markUnreachable } } }), 1);
      expect((await scene.store.subscriptions.plan('a:1')).reachable).toBe(false);
      expect(await theFirst()).toMatchObject({ state: 'unreachable' });
      expect(got()).toBe(0);
    });
  });
});

describe('what there is to say', () => {
  const composing = (compose: SenderParts<string>['compose']) => scene.driveToTheEnd(scene.sender({ compose }), 3);

  test('a message that cannot be made is a failure, and keeps nobody else waiting', async () => {
    scene = await followedScene({ people: ['a:broken', 'a:well'] });
    await composing(({ conversation }) => {
      if (conversation.id === 'a:broken') throw new TypeError('of undefined');
      return 'a reminder';
    });
    const states = firstOf(await scene.rows()).map(({ conversation, state, lastError, failures }) => ({ conversation, state, lastError, failures }));
    expect(states).toContainEqual({ conversation: 'a:broken', state: 'failed', lastError: 'TypeError', failures: 5 });
    expect(states).toContainEqual({ conversation: 'a:well', state: 'sent', lastError: null, failures: 0 });
    expect(scene.seen.map(({ conversation }) => conversation)).toEqual(['a:well']);
  });

  test('a send that throws, though it should not, is a failure', async () => {
    scene = await followedScene();
    await scene.driveToTheEnd(scene.sender({ send: () => { throw new TypeError('of undefined'); } }), 3);
    expect(await theFirst()).toMatchObject({ state: 'failed', lastError: 'TypeError', failures: 5 });
  });

  test('with nothing left to say the row expires', async () => {
    scene = await followedScene();
    await composing(() => null);
    expect(await theFirst()).toMatchObject({ state: 'expired', tryAt: null });
    expect(scene.seen).toEqual([]);
  });

  test('it stays on record that the first try may have arrived', async () => {
    scene = await followedScene({ faults: '502-taken@#1' });
    const compose = jest.fn(() => null).mockReturnValueOnce('a reminder' as never);
    await composing(compose);
    expect(await theFirst()).toMatchObject({ state: 'expired', unsure: 1, lastError: 'HTTP 502' });
    expect(got()).toBe(1);
  });

  test('what is due together to one conversation is one message, and all of it is sent', async () => {
    scene = await followedScene();
    scene.courses.push({ ...followedCourse(), id: 'course/ul' }, { ...followedCourse(), id: 'course/il' });
    for (const { id } of scene.courses) await scene.book.follow(chat('a:1'), id, scene.clock.now());
    await scene.driveToTheEnd(scene.sender(), 1);
    const rows = firstOf(await scene.rows());
    expect(scene.seen.map(({ body }) => body.split(', ').sort())).toEqual([['course/il lead:14', 'course/ugl lead:14', 'course/ul lead:14']]);
    expect(rows.map(({ state, messageId }) => ({ state, messageId }))).toEqual(Array(3).fill({ state: 'sent', messageId: 'message-1' }));
  });

  test('what failed together is tried again together', async () => {
    scene = await followedScene({ faults: '500@#1-2' });
    scene.courses.push({ ...followedCourse(), id: 'course/ul' });
    await scene.book.follow(chat('a:1'), 'course/ul', scene.clock.now());
    await scene.driveToTheEnd(scene.sender(), 1);
    expect(scene.seen).toHaveLength(3);
    expect(firstOf(await scene.rows()).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });
});
