import type { Conversation } from '../../../src/reminders/conversation';
import type { Delivery } from '../../../src/reminders/delivery';
import type { Claim, ClaimRequest, PlanChange, Settlement } from '../../../src/reminders/ports';
import type { Subscription } from '../../../src/reminders/subscription';
import type { Store } from '../../../src/store/store';

/** A database to try the contract on. */
export interface Setting {
  store: Store;
  /** Another bot's store in the same database; where only one bot may use it, the same. */
  other: Store;
  /** Goes behind the store's back. */
  run(sql: string): Promise<unknown>;
}

export const now = new Date('2026-11-22T11:00:00.000Z');

/** `now` and so many seconds. */
export const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

/** Seconds. */
export const lease = 60;
/** A rate that no test reaches. */
export const freely = { perSecond: 1000, burst: 1000 };

/** A chat with one person. */
export const conversation = (id: string, more: Partial<Conversation> = {}): Conversation => ({
  id,
  kind: 'personal',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  botId: '28:bot',
  channelId: 'msteams',
  ...more,
});

/** Remembers a conversation that follows a course. */
export async function follow(store: Store, id: string, course = 'course/ugl'): Promise<Subscription> {
  await store.conversations.remember(conversation(id), now);
  return store.subscriptions.put({ conversation: id, course, following: true, leadDays: [14, 7, 1] }, now);
}

/** A message to plan for a subscription: due now, of use for a day. */
export function message({ id, conversation: of, course }: Subscription, more: Partial<Extract<PlanChange, { do: 'insert' }>> = {}): PlanChange {
  return { do: 'insert', subscription: id, conversation: of, course, occasion: '2026-12-01 Göteborg', reason: 'lead:7', dueAt: now, usefulUntil: after(86_400), ...more };
}

/** So many conversations, each with one message due now. */
export async function followers(store: Store, count: number): Promise<void> {
  const subscriptions = await Promise.all(Array.from({ length: count }, (_, i) => follow(store, `a:${String(i).padStart(3, '0')}`)));
  await store.ledger.apply(subscriptions.map((subscription) => message(subscription)), now);
}

/** A claim by instance "one" of everything due now, at any rate, unless said otherwise. */
export const claim = (store: Store, more: Partial<ClaimRequest> = {}): Promise<Claim[]> =>
  store.ledger.claim({ now, limit: 25, instance: 'one', leaseMilliseconds: lease * 1000, rate: freely, ...more });

/** It arrived. */
export const sent: Settlement = { state: 'sent', tryAt: null, failures: 0, unsure: 0, lastError: null, messageId: '1:abc', sentAt: now };

/** The same settlement for all rows of these claims. */
export const settled = (claims: readonly Claim[], settlement: Settlement = sent) => claims.flatMap(({ deliveries }) => deliveries.map((delivery) => ({ delivery, settlement })));

/** Every row of the ledger. */
export const rows = (store: Store): Promise<Delivery[]> => store.ledger.report(null, 10_000);

/** The only row of the ledger. */
export async function onlyRow(store: Store): Promise<Delivery> {
  const all = await rows(store);
  expect(all).toHaveLength(1);
  return all[0]!;
}
