import type { Kysely } from 'kysely';
import { instantText } from '../instant';
import type { Tables } from '../tables';
import { abandoned, waiting } from './waiting';

/** `Ledger.expire`: one statement. Rows that another transaction is working on are left for the next time. */
export async function expire(db: Kysely<Tables>, now: Date): Promise<number> {
  const at = instantText(now);
  const { numUpdatedRows } = await db
    .updateTable('deliveries')
    .set({ state: 'expired', try_at: null, claimed_by: null, updated_at: at })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('deliveries')
        .select('deliveries.id')
        .where('deliveries.useful_until', '<=', at)
        .where((row) => row.or([waiting(row), abandoned(at)(row)]))
        .forUpdate()
        .skipLocked(),
    )
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}
