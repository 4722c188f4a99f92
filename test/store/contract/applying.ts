import { after, claim, follow, message, now, onlyRow, rows, sent, settled, type Setting } from './setting';

/** Planned, moved, cancelled and expired rows. */
export function applying(setting: () => Setting): void {
  test('a row is planned once, whoever plans it and however often', async () => {
    const { store, other } = setting();
    const subscription = await follow(store, 'a:1');
    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 ? store : other).ledger.apply([message(subscription), message(subscription)], now)));
    await store.ledger.apply([message(subscription, { dueAt: after(5) })], now);
    expect(await onlyRow(store)).toEqual({
      id: expect.any(String),
      subscription: subscription.id,
      conversation: 'a:1',
      course: 'course/ugl',
      occasion: '2026-12-01 Göteborg',
      reason: 'lead:7',
      dueAt: now,
      usefulUntil: after(86_400),
      tryAt: now,
      state: 'planned',
      attempts: 0,
      failures: 0,
      unsure: 0,
      lastError: null,
      messageId: null,
      sentAt: null,
    });
  });

  test('a move plans a row anew, unless it was sent or is being sent', async () => {
    const { store } = setting();
    const { ledger } = store;
    await ledger.apply([message(await follow(store, 'a:1'))], now);
    const { id } = await onlyRow(store);
    const move = { do: 'move', id, dueAt: after(10), usefulUntil: after(20) } as const;
    const back = { do: 'move', id, dueAt: now, usefulUntil: after(60) } as const;

    await ledger.apply([move], now);
    expect(await onlyRow(store)).toMatchObject({ state: 'planned', dueAt: after(10), tryAt: after(10), usefulUntil: after(20) });
    expect(await ledger.expire(after(20))).toBe(1);
    await ledger.apply([back], now);
    expect(await onlyRow(store)).toMatchObject({ state: 'planned', tryAt: now });
    await ledger.apply([{ do: 'cancel', id }], now);
    await ledger.apply([back], now);
    for (const state of ['unreachable', 'sent', 'failed'] as const) {
      const claims = await claim(store);
      await ledger.apply([move], now);
      expect(await onlyRow(store)).toMatchObject({ state: 'sending', dueAt: now });
      await ledger.settle('one', settled(claims, { ...sent, state, failures: 2, unsure: 1, lastError: 'HTTP 403' }), now);
      await ledger.apply([back], now);
      expect(await onlyRow(store)).toMatchObject(state === 'unreachable' ? { state: 'planned', attempts: 0, failures: 0, unsure: 0, lastError: null } : { state });
      if (state !== 'unreachable') return;
    }
  });

  test('only a row that waits is cancelled', async () => {
    const { store } = setting();
    const { ledger } = store;
    await ledger.apply([message(await follow(store, 'a:1'))], now);
    const { id } = await onlyRow(store);
    const cancel = async () => {
      await ledger.apply([{ do: 'cancel', id }], now);
      return onlyRow(store);
    };
    const first = await claim(store);
    expect(await cancel()).toMatchObject({ state: 'sending' });
    await ledger.settle('one', settled(first, { ...sent, state: 'unknown', unsure: 1, tryAt: after(5) }), now);
    expect(await cancel()).toMatchObject({ state: 'cancelled', tryAt: null, unsure: 1 });
    await ledger.apply([{ do: 'move', id, dueAt: now, usefulUntil: after(60) }], now);
    await ledger.settle('one', settled(await claim(store), { ...sent, state: 'unknown', unsure: 2 }), now);
    expect(await cancel()).toMatchObject({ state: 'unknown', tryAt: null });
  });

  test('what is of no use any more expires: rows that wait, and rows whose claim ended', async () => {
    const { store } = setting();
    const [one, two, three] = [await follow(store, 'a:1'), await follow(store, 'a:2'), await follow(store, 'a:3')];
    const usefulUntil = after(30);
    await store.ledger.apply([message(one, { usefulUntil }), message(two, { usefulUntil })], now);
    const [first] = await claim(store, { limit: 1, leaseMilliseconds: 60_000 });
    await store.ledger.apply([message(three)], now);
    expect(await store.ledger.expire(after(29))).toBe(0);
    expect(await store.ledger.expire(after(30))).toBe(1);
    expect(await store.ledger.expire(after(30))).toBe(0);
    expect(await claim(store, { now: after(60) })).toMatchObject([{ conversation: { id: 'a:3' } }]);
    expect(await store.ledger.expire(after(60))).toBe(1);
    const states = (await rows(store)).map(({ conversation, state, tryAt }) => [conversation, state, tryAt !== null]).sort();
    expect(states).toEqual([['a:1', 'expired', false], ['a:2', 'expired', false], ['a:3', 'sending', true]]);
    await store.ledger.settle('one', settled([first!]), now);
    expect((await rows(store)).filter(({ state }) => state === 'sent')).toEqual([]);
  });

  test('a large plan is applied whole', async () => {
    const { store } = setting();
    const subscription = await follow(store, 'a:1');
    const many = Array.from({ length: 1_203 }, (_, i) => message(subscription, { occasion: `2026-12-01 ${i}` }));
    await store.ledger.apply(many, now);
    const planned = await rows(store);
    expect(planned).toHaveLength(many.length);
    await store.ledger.apply([...planned.slice(0, 700).map(({ id }) => ({ do: 'move', id, dueAt: after(7), usefulUntil: after(9) }) as const), ...planned.slice(700).map(({ id }) => ({ do: 'cancel', id }) as const)], now);
    const changed = await rows(store);
    expect(changed.filter(({ tryAt }) => tryAt?.getTime() === after(7).getTime())).toHaveLength(700);
    expect(changed.filter(({ state }) => state === 'cancelled')).toHaveLength(503);
  });
}
