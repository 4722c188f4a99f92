import { VagvisarenError } from '../../src/errors';
import type { Delivery } from '../../src/reminders/delivery';
import { firstOf, followedScene, people, type SendingScene } from '../support/sending-scene';

let scene: SendingScene;

afterEach(() => scene.remove());

async function theFirst(): Promise<Delivery> {
  const [row] = firstOf(await scene.rows());
  return row!;
}

/** How many messages the first follower got. */
const got = () => scene.teams.taken.get('a:1') ?? 0;

describe('a process that is in trouble', () => {
  /** The store, with one method of its ledger replaced. */
  const withLedger = (more: Partial<SendingScene['store']['ledger']>) => ({ ...scene.store, ledger: { ...scene.store.ledger, ...more } });
  const away = () => new VagvisarenError('STORE_UNAVAILABLE', 'The disk is full.');

  test.each([
    [39, 'sends what it took', 1],
    [41, 'does not send what it took: the time may not be enough', 0],
    [3_600, 'does not send what it took: another may have sent it', 0],
  ])('and stood still for %i seconds %s', async (seconds, _what, requests) => {
    scene = await followedScene();
    const { ledger } = scene.store;
    const still = withLedger({
      claim: async (request) => {
        const claims = await ledger.claim(request);
        if (claims.length > 0) await scene.clock.advance(seconds * 1000);
        return claims;
      },
    });
    await scene.clock.advance(60_000);
    const first = scene.sender({ store: still });
    await first.pass();
    expect(scene.seen).toHaveLength(requests);
    await scene.clock.advance(1_000);
    await first.settled();
    await scene.driveToTheEnd(scene.sender(), 3);
    expect(await theFirst()).toMatchObject({ state: 'sent', attempts: requests === 1 ? 1 : 2 });
    expect(got()).toBe(1);
  });

  test.each([
    ['twice', 2],
    ['for longer than a claim lasts', 100],
  ])('because the store does not take the outcome, %s: the message is not sent again, and the outcome is written later', async (_how, times) => {
    scene = await followedScene();
    const settle = jest.fn(scene.store.ledger.settle);
    for (let i = 0; i < times; i++) settle.mockRejectedValueOnce(away());
    await scene.driveToTheEnd(scene.sender({ store: withLedger({ settle }) }), 3);
    expect(settle).toHaveBeenCalledTimes(times + 1);
    expect(await theFirst()).toMatchObject({ state: 'sent', attempts: 1, messageId: 'message-1', sentAt: new Date(scene.seen[0]!.at.getTime() + 50) });
    expect(got()).toBe(1);
  });

  test('because the store is away for a while, sends everything afterwards, once', async () => {
    scene = await followedScene({ people: people(40) });
    const calls = { count: 0 };
    const flaky = <Args extends unknown[], Result>(method: (...given: Args) => Promise<Result>) => async (...given: Args): Promise<Result> => {
      if (calls.count++ % 3 === 1) throw away();
      return method(...given);
    };
    const { claim, settle, tick, expire } = scene.store.ledger;
    await scene.driveToTheEnd(scene.sender({ store: withLedger({ claim: flaky(claim), settle: flaky(settle), tick: flaky(tick), expire: flaky(expire) }) }), 3);
    expect(firstOf(await scene.rows()).map(({ state, attempts }) => ({ state, attempts }))).toEqual(Array(40).fill({ state: 'sent', attempts: 1 }));
    expect([...scene.teams.taken.values()]).toEqual(Array(40).fill(1));
  });

  test('that is asked to stop waits for what is on its way', async () => {
    scene = await followedScene({ people: ['a:1', 'a:2', 'a:3'], faults: 'hang-taken@a:2' });
    await scene.clock.advance(60_000);
    const sender = scene.sender();
    await sender.pass();
    expect(firstOf(await scene.rows()).map(({ state }) => state)).toEqual(['sending', 'sending', 'sending']);
    let isSettled = false;
    const settled = sender.settled().then(() => (isSettled = true));
    await scene.clock.advance(14_999);
    expect(isSettled).toBe(false);
    await scene.clock.advance(1);
    await settled;
    const states = firstOf(await scene.rows()).map(({ conversation, state }) => `${conversation} ${state}`);
    expect(states.sort()).toEqual(['a:1 sent', 'a:2 unknown', 'a:3 sent']);
  });

  test('that is asked to stop writes the outcome that the store did not take before', async () => {
    scene = await followedScene();
    const settle = jest.fn(scene.store.ledger.settle).mockRejectedValueOnce(away());
    await scene.clock.advance(60_000);
    const sender = scene.sender({ store: withLedger({ settle }) });
    await sender.pass();
    await scene.clock.advance(1_000);
    expect(await theFirst()).toMatchObject({ state: 'sending' });
    await sender.settled();
    expect(await theFirst()).toMatchObject({ state: 'sent' });
  });
});
