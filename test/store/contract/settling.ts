import type { Settlement } from '../../../src/reminders/ports';
import { after, claim, conversation, follow, followers, lease, message, now, onlyRow, rows, sent, settled, type Setting } from './setting';

/** What became of claimed rows, and what is told of all. */
export function settling(setting: () => Setting): void {
  test('what became of a message is written, and its claim is over', async () => {
    const { store } = setting();
    await followers(store, 1);
    await store.ledger.settle('one', settled(await claim(store), { ...sent, messageId: '1:abc', sentAt: after(1) }), after(1));
    expect(await onlyRow(store)).toMatchObject({ state: 'sent', tryAt: null, attempts: 1, messageId: '1:abc', sentAt: after(1), lastError: null });
    expect(await claim(store, { now: after(3600) })).toEqual([]);
  });

  test.each<[string, Settlement]>([
    ['not taken', { ...sent, state: 'planned', tryAt: after(90), failures: 1, lastError: 'HTTP 500', messageId: null, sentAt: null }],
    ['nobody can tell', { ...sent, state: 'unknown', tryAt: after(90), unsure: 1, lastError: 'time-out', messageId: null, sentAt: null }],
  ])('%s: it is tried again at its time', async (_name, settlement) => {
    const { store } = setting();
    await followers(store, 1);
    await store.ledger.settle('one', settled(await claim(store), settlement), now);
    expect(await onlyRow(store)).toMatchObject({ ...settlement, attempts: 1 });
    expect(await claim(store, { now: after(89) })).toEqual([]);
    expect(await claim(store, { now: after(90), instance: 'two' })).toMatchObject([{ deliveries: [{ state: 'sending', attempts: 2, unsure: settlement.unsure, failures: settlement.failures, lastError: settlement.lastError }] }]);
  });

  test('many rows with different ends are settled together', async () => {
    const { store } = setting();
    await followers(store, 25);
    const claims = await claim(store);
    const ends = settled(claims).map(({ delivery }, i) => ({ delivery, settlement: { ...sent, messageId: `1:${i % 7}` } }));
    await store.ledger.settle('one', ends, now);
    const byId = new Map((await rows(store)).map((row) => [row.id, row.messageId]));
    expect(ends.map(({ delivery }) => byId.get(delivery.id))).toEqual(ends.map(({ settlement }) => settlement.messageId));
    await store.ledger.settle('one', [], now);
  });

  test('the status counts every state, and tells the oldest row that should have gone', async () => {
    const { store } = setting();
    const none = { planned: 0, sending: 0, sent: 0, unknown: 0, unreachable: 0, failed: 0, cancelled: 0, expired: 0 };
    expect(await store.ledger.status(now)).toEqual({ byState: none, oldestDue: null, lastTick: null });
    await store.ledger.tick(after(-5));
    await store.ledger.tick(now);
    await followers(store, 3);
    const away = await follow(store, 'b:away');
    await store.ledger.apply([message(away, { dueAt: after(-600) })], now);
    await store.conversations.markUnreachable('b:away', now);
    expect(await store.ledger.status(after(-1))).toMatchObject({ oldestDue: null });
    expect(await store.ledger.status(now)).toEqual({ byState: { ...none, planned: 4 }, oldestDue: now, lastTick: now });

    await store.ledger.settle('one', settled(await claim(store, { limit: 1 })), now);
    await claim(store);
    expect(await store.ledger.status(after(lease - 1))).toEqual({ byState: { ...none, planned: 1, sending: 2, sent: 1 }, oldestDue: null, lastTick: now });
    expect(await store.ledger.status(after(lease))).toMatchObject({ oldestDue: now });
    await store.conversations.remember(conversation('b:away'), now);
    expect(await store.ledger.status(now)).toMatchObject({ oldestDue: after(-600) });
  });

  test('the report gives every row once, oldest due first, in pages', async () => {
    const { store } = setting();
    await followers(store, 5);
    await store.ledger.apply([message(await follow(store, 'b:1'), { dueAt: after(-1) }), message(await follow(store, 'b:2'), { dueAt: after(1) })], now);
    const all = await rows(store);
    expect(all.map(({ dueAt }) => dueAt.getTime() - now.getTime())).toEqual([-1000, 0, 0, 0, 0, 0, 1000]);
    const paged = [];
    for (let page = await store.ledger.report(null, 3); page.length > 0; page = await store.ledger.report(page[page.length - 1]!, 3)) paged.push(...page);
    expect(paged).toEqual(all);
  });
}
