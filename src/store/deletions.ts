import type { Kysely, Transaction } from 'kysely';
import { dayInSweden } from '../day';
import type { Deletions } from '../retention/ports';
import { chunksOf } from './groups';
import { instantText } from './instant';
import { settled } from './ledger/waiting';
import { forgetIn } from './privacy';
import type { Tables } from './tables';

type Pick = (trx: Transaction<Tables>) => Promise<{ id: string }[]>;
type Remove = (trx: Transaction<Tables>, ids: readonly string[]) => Promise<unknown>;

/**
 * Deletions in a database, each in one transaction. Rows that another transaction is working on are left for the next time: nobody
 * waits for anybody.
 */
export function deletions(db: Kysely<Tables>): Deletions {
  const portion = (pick: Pick, remove: Remove): Promise<number> =>
    db.transaction().execute(async (trx) => {
      const ids = (await pick(trx)).map(({ id }) => id);
      for (const chunk of chunksOf(ids)) await remove(trx, chunk);
      return ids.length;
    });

  return {
    deliveries: (before, now, limit) =>
      portion(
        (trx) =>
          trx
            .selectFrom('deliveries')
            .select('deliveries.id')
            .where(settled)
            .where('updated_at', '<', instantText(before))
            // What is over was due before: so the index by time leads to it.
            .where('due_at', '<', instantText(before))
            // Its key begins with the day, and the planner wants nothing for an occasion before today (wanted.ts).
            .where('occasion', '<', dayInSweden(now))
            .orderBy('due_at')
            .orderBy('id')
            .limit(limit)
            .forUpdate()
            .skipLocked()
            .execute(),
        (trx, ids) => trx.deleteFrom('deliveries').where('id', 'in', ids).execute(),
      ),

    feedback: (before, limit) =>
      portion(
        (trx) => trx.selectFrom('feedback').select('id').where('day', '<', dayInSweden(before)).limit(limit).forUpdate().skipLocked().execute(),
        (trx, ids) => trx.deleteFrom('feedback').where('id', 'in', ids).execute(),
      ),

    unreachable: (before, limit) =>
      portion(
        (trx) => trx.selectFrom('conversations').select('id').where('reachable', '=', 0).where('updated_at', '<', instantText(before)).orderBy('id').limit(limit).forUpdate().skipLocked().execute(),
        forgetIn,
      ),

    memory: (before, limit) =>
      portion(
        (trx) =>
          trx
            .selectFrom('conversations')
            .select('id')
            .where((eb) => eb.or([eb('shown', 'is not', null), eb('offered', 'is not', null)]))
            .where('updated_at', '<', instantText(before))
            .orderBy('id')
            .limit(limit)
            .forUpdate()
            .skipLocked()
            .execute(),
        (trx, ids) => trx.updateTable('conversations').set({ shown: null, offered: null }).where('id', 'in', ids).execute(),
      ),
  };
}
