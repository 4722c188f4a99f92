import { after, claim, conversation, follow, followers, lease, message, now, onlyRow, rows, settled, type Setting } from './setting';

/** Who takes which rows, and for how long. */
export function claiming(setting: () => Setting): void {
  test('what is due is taken, one conversation together, and written as sending', async () => {
    const { store } = setting();
    const [one, two] = [await follow(store, 'a:1'), await follow(store, 'a:2')];
    await store.ledger.apply(
      [message(one, { dueAt: after(-5) }), message(two, { dueAt: after(-10) }), message(one, { reason: 'lead:1', dueAt: after(-20) }), message(two, { reason: 'new', dueAt: after(1) }), message(two, { reason: 'cancelled', dueAt: after(-9), usefulUntil: now })],
      now,
    );
    const claims = await claim(store);
    expect(claims).toMatchObject([
      { conversation: conversation('a:1'), language: null, until: after(lease), deliveries: [{ reason: 'lead:1' }, { reason: 'lead:7' }] },
      { conversation: conversation('a:2'), until: after(lease), deliveries: [{ reason: 'lead:7', state: 'sending', attempts: 1, tryAt: after(lease), dueAt: after(-10) }] },
    ]);
    const written = (await rows(store)).filter(({ state }) => state === 'sending');
    expect(written).toEqual(claims.flatMap(({ deliveries }) => deliveries).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()));
    expect(await claim(store)).toEqual([]);
  });

  test('at most so many conversations, the oldest first', async () => {
    const { store } = setting();
    for (let i = 0; i < 5; i++) await store.ledger.apply([message(await follow(store, `a:${i}`), { dueAt: after(-i) })], now);
    expect((await claim(store, { limit: 2 })).map((one) => one.conversation.id)).toEqual(['a:4', 'a:3']);
    expect((await claim(store, { limit: 2 })).map((one) => one.conversation.id)).toEqual(['a:2', 'a:1']);
  });

  test('instances that claim at once never take the same row', async () => {
    const { store, other } = setting();
    await followers(store, 120);
    const claims = await Promise.all(Array.from({ length: 40 }, (_, i) => claim(i % 2 ? store : other, { limit: 5, instance: `instance ${i}` })));
    // What was locked by another at that moment is left for the next time.
    claims.push(await claim(store, { limit: 120 }));
    const taken = claims.flat().map((one) => one.conversation.id);
    expect(new Set(taken).size).toBe(taken.length);
    expect(taken).toHaveLength(120);
    expect((await rows(store)).map(({ attempts }) => attempts)).toEqual(Array(120).fill(1));
  });

  test('a claim that ended is another instance’s, and the first one’s word does not count any more', async () => {
    const { store, other } = setting();
    await followers(store, 1);
    const first = await claim(store, { instance: 'one' });
    expect(await claim(other, { instance: 'two', now: after(lease - 1) })).toEqual([]);
    const second = await claim(other, { instance: 'two', now: after(lease) });
    expect(second).toMatchObject([{ deliveries: [{ state: 'sending', attempts: 2, tryAt: after(2 * lease) }] }]);
    await store.ledger.settle('one', settled(first), now);
    expect(await onlyRow(store)).toMatchObject({ state: 'sending', attempts: 2 });
    await other.ledger.settle('two', settled(second), now);
    expect(await onlyRow(store)).toMatchObject({ state: 'sent', attempts: 2, messageId: '1:abc' });
  });

  test('an instance that was too slow for its own claim does not settle its next one', async () => {
    const { store } = setting();
    await followers(store, 1);
    const first = await claim(store);
    const second = await claim(store, { now: after(lease) });
    await store.ledger.settle('one', settled(first), now);
    expect(await onlyRow(store)).toMatchObject({ state: 'sending' });
    await store.ledger.settle('one', settled(second), now);
    expect(await onlyRow(store)).toMatchObject({ state: 'sent' });
  });

  test('someone with very many rows due does not keep the others waiting for long', async () => {
    const { store } = setting();
    const [one, two] = [await follow(store, 'a:1', '*'), await follow(store, 'a:2')];
    await store.ledger.apply([...Array.from({ length: 300 }, (_, i) => message(one, { occasion: String(i), dueAt: after(-1) })), message(two)], now);
    const first = await claim(store, { limit: 2 });
    expect(first[0]!.deliveries).toHaveLength(300);
    const rest = await claim(store, { limit: 2 });
    expect([...first, ...rest].map((each) => each.conversation.id)).toEqual(['a:1', 'a:2']);
  });

  test('everything else goes on while instances claim: nobody waits in a circle', async () => {
    const { store, other } = setting();
    await followers(store, 60);
    const subscriptions = (await store.subscriptions.plans(null, 60)).map((plan) => plan.subscriptions[0]!);
    const work = Array.from({ length: 12 }, async (_, i) => {
      const at = i % 2 ? store : other;
      const instance = `instance ${i}`;
      const claims = await claim(at, { limit: 10, instance });
      await at.ledger.settle(instance, settled(claims).reverse(), now);
      await at.ledger.apply((i % 3 ? subscriptions : [...subscriptions].reverse()).map((subscription) => message(subscription, { reason: 'lead:1', dueAt: after(-1), usefulUntil: after(i) })), now);
      await at.ledger.expire(after(i));
      await at.subscriptions.remove(subscriptions[i]!.conversation, null, now);
      await at.forget(subscriptions[i + 20]!.conversation);
    });
    await Promise.all(work);
    expect((await store.subscriptions.plans(null, 60)).length).toBe(60 - 24);
  });
}
