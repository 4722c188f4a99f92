import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { PlanChange } from '../../reminders/ports';
import { chunksOf, groupsOf } from '../groups';
import { inTransaction } from '../in-transaction';
import { instantText } from '../instant';
import { lockConversations } from '../row-locks';
import type { Tables } from '../tables';
import { subscribed, waiting } from './waiting';

type Insert = Extract<PlanChange, { do: 'insert' }>;
type Move = Extract<PlanChange, { do: 'move' }>;

async function conversationsOf(trx: Transaction<Tables>, ids: readonly string[]): Promise<string[]> {
  const rows = await trx.selectFrom('deliveries').select('conversation').distinct().where('id', 'in', ids).execute();
  return rows.map(({ conversation }) => conversation);
}

async function insert(trx: Transaction<Tables>, inserts: readonly Insert[], at: string): Promise<void> {
  const subscriptions = await trx.selectFrom('subscriptions').select('id').where('id', 'in', [...new Set(inserts.map(({ subscription }) => subscription))]).execute();
  const there = new Set(subscriptions.map(({ id }) => id));
  const rows = inserts
    .filter(({ subscription }) => there.has(subscription))
    .map(({ subscription, conversation, course, occasion, reason, dueAt, usefulUntil }) => ({
      id: randomUUID(),
      subscription,
      conversation,
      course,
      occasion,
      reason,
      due_at: instantText(dueAt),
      useful_until: instantText(usefulUntil),
      try_at: instantText(dueAt),
      state: 'planned' as const,
      attempts: 0,
      failures: 0,
      unsure: 0,
      updated_at: at,
    }));
  if (rows.length > 0) await trx.insertInto('deliveries').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
}

async function move(trx: Transaction<Tables>, moves: readonly Move[], at: string): Promise<void> {
  const { dueAt, usefulUntil } = moves[0]!;
  await trx
    .updateTable('deliveries')
    .set({ state: 'planned', due_at: instantText(dueAt), useful_until: instantText(usefulUntil), try_at: instantText(dueAt), attempts: 0, failures: 0, unsure: 0, last_error: null, updated_at: at })
    .where('id', 'in', moves.map(({ id }) => id))
    .where('state', 'in', ['planned', 'cancelled', 'expired', 'unreachable'])
    .where(subscribed)
    .execute();
}

async function cancel(trx: Transaction<Tables>, ids: readonly string[], at: string): Promise<void> {
  await trx.updateTable('deliveries').set({ state: 'cancelled', try_at: null, updated_at: at }).where('id', 'in', ids).where(waiting).execute();
}

/**
 * `Ledger.apply`: one transaction. A plan may be older than the end of its subscription, so nothing is planned for one
 * that is gone: nobody would cancel it any more.
 */
export async function apply(db: Kysely<Tables>, changes: readonly PlanChange[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  const at = instantText(now);
  const inserts = changes.filter((change) => change.do === 'insert');
  const moves = changes.filter((change) => change.do === 'move');
  const cancels = changes.filter((change) => change.do === 'cancel');
  await inTransaction(db, async (trx) => {
    const conversations = inserts.map(({ conversation }) => conversation);
    for (const chunk of chunksOf([...moves, ...cancels])) conversations.push(...(await conversationsOf(trx, chunk.map(({ id }) => id))));
    await lockConversations(trx, conversations);
    for (const chunk of chunksOf(inserts)) await insert(trx, chunk, at);
    for (const alike of groupsOf(moves, ({ dueAt, usefulUntil }) => `${instantText(dueAt)} ${instantText(usefulUntil)}`).values()) {
      for (const chunk of chunksOf(alike)) await move(trx, chunk, at);
    }
    for (const chunk of chunksOf(cancels)) await cancel(trx, chunk.map(({ id }) => id), at);
  });
}
