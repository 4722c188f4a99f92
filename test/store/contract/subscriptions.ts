import { everyCourse } from '../../../src/reminders/subscription';
import { after, claim, conversation, follow, message, now, rows, settled, type Setting } from './setting';

/** Following, its plans, and ending it. */
export function subscriptions(setting: () => Setting): void {
  test('since begins anew only when following begins', async () => {
    const { store } = setting();
    const first = await follow(store, 'a:1');
    const put = (following: boolean, leadDays: number[], seconds: number) => store.subscriptions.put({ conversation: 'a:1', course: 'course/ugl', following, leadDays }, after(seconds));
    expect(first).toEqual({ id: expect.any(String), conversation: 'a:1', course: 'course/ugl', following: true, leadDays: [14, 7, 1], since: now });
    expect(await put(true, [3], 10)).toEqual({ ...first, leadDays: [3] });
    expect(await put(false, [3], 20)).toEqual({ ...first, leadDays: [3], following: false });
    expect(await put(false, [3], 30)).toMatchObject({ since: now });
    expect(await put(true, [3], 40)).toEqual({ ...first, leadDays: [3], since: after(40) });
    expect((await store.subscriptions.plan('a:1')).subscriptions).toEqual([{ ...first, leadDays: [3], since: after(40) }]);
  });

  test('following at the same time from two places makes one subscription', async () => {
    const { store, other } = setting();
    await store.conversations.remember(conversation('a:1'), now);
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => follow(i % 2 ? store : other, 'a:1')));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  test('a plan holds everything about one conversation and nothing of another', async () => {
    const { store } = setting();
    const [one, two] = [await follow(store, 'a:1'), await follow(store, 'a:2')];
    const every = await follow(store, 'a:1', everyCourse);
    await store.subscriptions.markRegistered('a:1', 'course/ugl', '2026-12-01 Göteborg', now);
    await store.subscriptions.markRegistered('a:1', 'course/ugl', '2026-12-01 Göteborg', after(1));
    await store.ledger.apply([message(one), message(two), message(one, { reason: 'lead:1', dueAt: after(-60) })], now);
    expect(await store.subscriptions.plan('a:1')).toEqual({
      conversation: 'a:1',
      kind: 'personal',
      reachable: true,
      subscriptions: [every, one],
      registered: [{ course: 'course/ugl', occasion: '2026-12-01 Göteborg' }],
      deliveries: [expect.objectContaining({ reason: 'lead:1', conversation: 'a:1' }), expect.objectContaining({ reason: 'lead:7', conversation: 'a:1' })],
    });
    expect(await store.subscriptions.plan('a:nobody')).toMatchObject({ reachable: false, subscriptions: [], registered: [], deliveries: [] });
  });

  test('plans come in pages, by the bytes of the id', async () => {
    const { store } = setting();
    for (const id of ['a:ö', 'a:b', 'a:A', 'a:_', 'a:B']) await follow(store, id);
    await store.conversations.remember(conversation('a:follows nothing'), now);
    const first = await store.subscriptions.plans(null, 3);
    const second = await store.subscriptions.plans(first[2]!.conversation, 3);
    expect([...first, ...second].map((plan) => plan.conversation)).toEqual(['a:A', 'a:B', 'a:_', 'a:b', 'a:ö']);
    expect(await store.subscriptions.plans('a:ö', 3)).toEqual([]);
  });

  test('ending a subscription cancels what waits; what was sent, or is on its way, stays on record', async () => {
    const { store } = setting();
    const [ugl, other] = [await follow(store, 'a:1'), await follow(store, 'a:1', 'course/other')];
    await store.ledger.apply([message(ugl)], now);
    await store.ledger.settle('one', settled(await claim(store)), now);
    await store.ledger.apply([message(ugl, { reason: 'lead:3' })], now);
    const onItsWay = await claim(store);
    await store.ledger.apply([message(ugl, { reason: 'lead:1', dueAt: after(60) }), message(other, { dueAt: after(60) })], now);

    await store.subscriptions.remove('a:1', 'course/ugl', now);
    const states = async () => Object.fromEntries((await rows(store)).map(({ course, reason, state }) => [`${course} ${reason}`, state]));
    expect(await states()).toEqual({ 'course/ugl lead:7': 'sent', 'course/ugl lead:3': 'sending', 'course/ugl lead:1': 'cancelled', 'course/other lead:7': 'planned' });
    expect((await store.subscriptions.plan('a:1')).subscriptions).toEqual([other]);

    // Nobody takes it over when the claim ends; the one who has it may still say what became of it.
    expect((await claim(store, { now: after(70), instance: 'two' })).flatMap(({ deliveries }) => deliveries)).toMatchObject([{ course: 'course/other' }]);
    await store.ledger.settle('one', settled(onItsWay), now);
    expect(await states()).toMatchObject({ 'course/ugl lead:3': 'sent' });
  });

  test('ending all subscriptions', async () => {
    const { store } = setting();
    const all = [await follow(store, 'a:1'), await follow(store, 'a:1', 'course/other'), await follow(store, 'a:2')];
    await store.ledger.apply(all.map((subscription) => message(subscription)), now);
    await store.subscriptions.remove('a:1', null, now);
    await store.subscriptions.remove('a:nobody', null, now);
    expect((await store.subscriptions.plan('a:1')).subscriptions).toEqual([]);
    expect((await rows(store)).map((row) => [row.conversation, row.state]).sort()).toEqual([['a:1', 'cancelled'], ['a:1', 'cancelled'], ['a:2', 'planned']]);
  });

  test('a plan made before the subscription ended plans nothing', async () => {
    const { store } = setting();
    const subscription = await follow(store, 'a:1');
    await store.ledger.apply([message(subscription)], now);
    const [row] = await rows(store);
    await store.subscriptions.remove('a:1', null, now);
    await store.ledger.apply([message(subscription, { reason: 'lead:1' }), { do: 'move', id: row!.id, dueAt: now, usefulUntil: after(60) }], now);
    expect(await rows(store)).toMatchObject([{ reason: 'lead:7', state: 'cancelled', tryAt: null }]);
    expect(await claim(store)).toEqual([]);
  });
}
