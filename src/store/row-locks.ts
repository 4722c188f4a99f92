import type { Transaction } from 'kysely';
import { chunksOf } from './groups';
import type { Tables } from './tables';

/**
 * Waits until no other transaction works on these conversations' deliveries. Whoever changes deliveries does this first, in the
 * order of the ids (a claim skips locked ones, expiring skips locked rows): nobody waits for anybody in a circle. On libsql,
 * where one transaction writes at a time, it only reads.
 */
export async function lockConversations(trx: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  for (const chunk of chunksOf([...new Set(ids)].sort())) {
    await trx.selectFrom('conversations').select('id').where('id', 'in', chunk).orderBy('id').forUpdate().execute();
  }
}
