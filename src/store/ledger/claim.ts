import type { Kysely, Transaction } from 'kysely';
import { VagvisarenError } from '../../errors';
import type { Conversation } from '../../reminders/conversation';
import type { Claim, ClaimRequest } from '../../reminders/ports';
import { groupsOf } from '../groups';
import { instantText } from '../instant';
import { deliveryOf, referenceOf } from '../rows';
import type { Tables } from '../tables';
import { lockBucket, takeTokens } from './bucket';
import { due } from './waiting';

/** Due rows looked at for one conversation to be found: most have one to three, those who follow every course more. */
const rowsAConversation = 4;

/**
 * Reachable conversations with something due, the longest waiting first; on PostgreSQL locked, without those that another instance has locked.
 * Reads the beginning of the index by time and no further, however much waits. Whoever has many rows due may be found alone, and the others next time.
 */
async function lockWaiting(trx: Transaction<Tables>, now: string, limit: number) {
  const rows = await trx
    .selectFrom('deliveries')
    .innerJoin('conversations', 'conversations.id', 'deliveries.conversation')
    .select(['conversations.id', 'conversations.reference', 'conversations.language'])
    .where('conversations.reachable', '=', 1)
    .where(due(now))
    .orderBy('deliveries.try_at')
    .orderBy('deliveries.id')
    .limit(limit * rowsAConversation)
    .forUpdate('conversations')
    .skipLocked()
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, limit);
}

/** The rows with their references read. Those that cannot be read are left out, so that one does not keep reminders from everybody else. */
function readable<T extends { reference: string }>(rows: readonly T[]): (Omit<T, 'reference'> & { conversation: Conversation })[] {
  const errors: VagvisarenError[] = [];
  const good = rows.flatMap(({ reference, ...rest }) => {
    try {
      return [{ ...rest, conversation: referenceOf(reference) }];
    } catch (error) {
      if (!(error instanceof VagvisarenError)) throw error;
      errors.push(error);
      return [];
    }
  });
  // Told as soon as nothing else is due, rather than never.
  if (good.length === 0 && errors[0]) throw errors[0];
  return good;
}

/**
 * `Ledger.claim`: one transaction. Which rows are due is asked again in the update, since another instance may have taken
 * them between reading and locking; then no token is used for that conversation.
 */
export async function claim(db: Kysely<Tables>, request: ClaimRequest): Promise<Claim[]> {
  const now = instantText(request.now);
  const until = new Date(request.now.getTime() + request.leaseMilliseconds);
  return db.transaction().execute(async (trx) => {
    const candidates = readable(await lockWaiting(trx, now, request.limit));
    if (candidates.length === 0) return [];
    const level = await lockBucket(trx, request);
    const chosen = candidates.slice(0, Math.floor(level.tokens));
    if (chosen.length === 0) return [];
    const rows = await trx
      .updateTable('deliveries')
      .set((eb) => ({ state: 'sending', attempts: eb('attempts', '+', 1), claimed_by: request.instance, try_at: instantText(until), updated_at: now }))
      .where('conversation', 'in', chosen.map(({ id }) => id))
      .where(due(now))
      .returningAll()
      .execute();
    const taken = groupsOf(rows, ({ conversation }) => conversation);
    await takeTokens(trx, level, taken.size);
    return chosen.flatMap(({ id, conversation, language }) => {
      const deliveries = taken.get(id)?.map(deliveryOf).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
      return deliveries ? [{ conversation, language, deliveries, until }] : [];
    });
  });
}
