import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables';

/** Runs something in one transaction: in the one that `db` is, or in a new one. */
export function inTransaction<T>(db: Kysely<Tables>, run: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.isTransaction ? run(db as Transaction<Tables>) : db.transaction().execute(run);
}
