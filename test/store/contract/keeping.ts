import { after, claim, conversation, follow, message, now, rows, settled, type Setting } from './setting';

/** What is kept of a conversation, and for how long. */
export function keeping(setting: () => Setting): void {
  test('everything kept about a conversation can be shown', async () => {
    const { store } = setting();
    const subscription = await follow(store, 'a:1');
    const shown = [{ id: 'course/ugl', message: 'm:1', at: now }];
    await store.memory.keep('a:1', { language: 'en', shown, offered: null }, now);
    await store.subscriptions.markRegistered('a:1', 'course/ugl', '2026-12-01 Göteborg', after(1));
    await store.activities.firstTime('a:1', 'activity', after(2));
    await store.ledger.apply([message(subscription)], now);
    expect(await store.kept('a:1')).toEqual({
      conversation: { reference: conversation('a:1'), language: 'en', shown, reachable: true, updatedAt: now },
      subscriptions: [subscription],
      registrations: [{ course: 'course/ugl', occasion: '2026-12-01 Göteborg', at: after(1) }],
      deliveries: await rows(store),
      activities: [{ activity: 'activity', at: after(2) }],
    });
    const nothing = { conversation: null, subscriptions: [], registrations: [], deliveries: [], activities: [] };
    expect(await store.kept('a:nobody')).toEqual(nothing);
  });

  test('forgetting deletes everything about one conversation and nothing about another', async () => {
    const { store } = setting();
    const [one, two] = [await follow(store, 'a:1'), await follow(store, 'a:2')];
    await store.subscriptions.markRegistered('a:1', 'course/ugl', '2026-12-01 Göteborg', now);
    await store.activities.firstTime('a:1', 'activity', now);
    await store.ledger.apply([message(one), message(one, { reason: 'lead:1' }), message(two)], now);
    const claims = await claim(store);
    expect(await store.forget('a:1')).toEqual({ subscriptions: 1, deliveries: 2, registrations: 1, activities: 1, conversation: 1 });
    expect(await store.kept('a:1')).toEqual(await store.kept('a:nobody'));
    expect(await store.forget('a:1')).toEqual({ subscriptions: 0, deliveries: 0, registrations: 0, activities: 0, conversation: 0 });
    await store.ledger.settle('one', settled(claims), now);
    expect(await rows(store)).toMatchObject([{ conversation: 'a:2', state: 'sent' }]);
  });

  test('an activity is handled once, whoever gets it', async () => {
    const { store, other } = setting();
    const times = await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? store : other).activities.firstTime('a:1', 'activity', now)));
    expect(times.filter(Boolean)).toHaveLength(1);
    expect(await store.activities.firstTime('a:1', 'another activity', now)).toBe(true);
    expect(await store.activities.firstTime('a:2', 'activity', now)).toBe(true);
  });

  test('an activity that is forgotten is as if it had never been named, and no other', async () => {
    const { store, other } = setting();
    for (const [id, activity] of [['a:1', 'activity'], ['a:1', 'another activity'], ['a:2', 'activity']] as const) await store.activities.firstTime(id, activity, now);
    await store.activities.forget('a:1', 'activity');
    await store.activities.forget('a:1', 'never named');
    expect(await other.activities.firstTime('a:1', 'activity', now)).toBe(true);
    expect(await other.activities.firstTime('a:1', 'another activity', now)).toBe(false);
    expect(await other.activities.firstTime('a:2', 'activity', now)).toBe(false);
  });

  test('a setting is there until it is changed', async () => {
    const { settings } = setting().store;
    expect(await settings.get('key')).toBeNull();
    await settings.set('key', 'value');
    await settings.set('key', 'other value');
    expect(await settings.get('key')).toBe('other value');
  });

  test('the store is well', async () => {
    expect(await setting().store.healthy()).toBe(true);
  });
}
