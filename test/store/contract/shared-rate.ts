import { after, claim, followers, message, now, rows, type Setting } from './setting';

/** One bucket for all instances. */
export function sharedRate(setting: () => Setting): void {
  const rate = { perSecond: 2, burst: 3 };

  test('two instances together never send more than the rate and one burst', async () => {
    const { store, other } = setting();
    await followers(store, 60);
    let taken = 0;
    for (let tenths = 0; tenths <= 100; tenths += 5) {
      const at = after(tenths / 10);
      const claims = await Promise.all([store, other, store, other].map((one, i) => claim(one, { now: at, instance: `instance ${i}`, limit: 3, rate })));
      taken += claims.flat().length;
      expect(taken).toBeLessThanOrEqual(rate.burst + (rate.perSecond * tenths) / 10);
    }
    // And not less either: what one instance leaves, another takes.
    expect(taken).toBe(rate.burst + rate.perSecond * 10);
  });

  test('a token is for a conversation, however many rows are due', async () => {
    const { store } = setting();
    await followers(store, 4);
    await store.ledger.apply((await store.subscriptions.plans(null, 4)).map((plan) => message(plan.subscriptions[0]!, { reason: 'lead:1' })), now);
    expect((await claim(store, { rate })).map(({ deliveries }) => deliveries.length)).toEqual([2, 2, 2]);
    expect(await claim(store, { rate })).toEqual([]);
    expect(await claim(store, { rate, now: after(0.5) })).toHaveLength(1);
  });

  test('nothing is taken from the bucket when nothing is due', async () => {
    const { store } = setting();
    for (let i = 0; i < 10; i++) await claim(store, { rate });
    await followers(store, 5);
    expect(await claim(store, { rate })).toHaveLength(3);
  });

  test('a pause holds for all instances, and no burst follows it', async () => {
    const { store, other } = setting();
    await followers(store, 9);
    await store.ledger.pause(after(10));
    await store.ledger.pause(after(5));
    expect(await claim(other, { rate, now: after(9.9) })).toEqual([]);
    expect(await claim(other, { rate, now: after(10) })).toEqual([]);
    expect(await claim(other, { rate, now: after(10.5) })).toHaveLength(1);
    expect((await rows(store)).filter(({ state }) => state === 'planned')).toHaveLength(8);
  });

  test('a clock that is behind gives nothing extra', async () => {
    const { store, other } = setting();
    await followers(store, 9);
    expect(await claim(store, { rate, limit: 2, now: after(60) })).toHaveLength(2);
    expect(await claim(other, { rate, now: after(1) })).toHaveLength(1);
    expect(await claim(other, { rate, now: after(1) })).toEqual([]);
    expect(await claim(store, { rate, now: after(60.5) })).toHaveLength(1);
  });
}
