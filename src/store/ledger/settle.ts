import type { Kysely } from 'kysely';
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
