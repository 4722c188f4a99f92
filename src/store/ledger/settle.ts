import { sql, type Kysely } from 'kysely';
import type { Delivery } from '../../reminders/delivery';
import type { Settlement } from '../../reminders/ports';
import { chunksOf, groupsOf } from '../groups';
import { instantText, instantTextOrNull } from '../instant';
import { lockConversations } from '../row-locks';
import type { Tables } from '../tables';

/**
 * `Ledger.settle`: one transaction, one statement for all rows that became the same (one message tells of several).
 * The number of attempts tells this claim from a later one of the same instance.
 */
export async function settle(db: Kysely<Tables>, instance: string, settled: readonly { delivery: Delivery; settlement: Settlement }[], now: Date): Promise<void> {
  if (settled.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await lockConversations(trx, settled.map(({ delivery }) => delivery.conversation));
    for (const alike of groupsOf(settled, ({ delivery, settlement }) => JSON.stringify([delivery.attempts, settlement])).values()) {
      const [{ delivery: { attempts }, settlement }] = alike as [(typeof alike)[number]];
      for (const chunk of chunksOf(alike)) {
        await trx
          .updateTable('deliveries')
          .set({
            state: settlement.state,
            try_at: instantTextOrNull(settlement.tryAt),
            failures: settlement.failures,
            unsure: settlement.unsure,
            last_error: settlement.lastError,
            message_id: settlement.messageId,
            sent_at: instantTextOrNull(settlement.sentAt),
            claimed_by: null,
            updated_at: instantText(now),
          })
          .where('id', 'in', chunk.map(({ delivery }) => delivery.id))
          .where('state', '=', 'sending')
          .where('claimed_by', '=', instance)
          .where('attempts', '=', attempts)
          .execute();
      }
    }
  });
}

/** `Ledger.release`: as if the rows had not been taken. The token stays used. */
export async function release(db: Kysely<Tables>, instance: string, ids: readonly string[], now: Date): Promise<void> {
  const at = instantText(now);
  for (const chunk of chunksOf(ids)) {
    await db
      .updateTable('deliveries')
      .set((eb) => ({
        state: 'planned',
        try_at: sql<string>`case when due_at > ${at} then due_at else ${at} end`,
        attempts: eb('attempts', '-', 1),
        claimed_by: null,
        updated_at: at,
      }))
      .where('id', 'in', chunk)
      .where('state', '=', 'sending')
      .where('claimed_by', '=', instance)
      .execute();
  }
}
