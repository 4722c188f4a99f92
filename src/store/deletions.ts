import type { Expression, ExpressionBuilder, Kysely, SqlBool, Transaction } from 'kysely';
import { dayInSweden } from '../day';
import type { Deletions } from '../retention/ports';
import { chunksOf } from './groups';
import { instantText } from './instant';
import { settled, waiting } from './ledger/waiting';
import type { Tables } from './tables';

type Pick = (trx: Transaction<Tables>) => Promise<{ id: string }[]>;
type Remove = (trx: Transaction<Tables>, ids: readonly string[]) => Promise<unknown>;

type Conversations = ExpressionBuilder<Tables, 'conversations'>;

const has = (eb: Conversations, table: 'activities' | 'deliveries' | 'registrations' | 'subscriptions'): Expression<SqlBool> =>
  eb.exists(eb.selectFrom(table).select(`${table}.conversation`).whereRef(`${table}.conversation`, '=', 'conversations.id'));

/** Conversations that the ledger names. */
const onRecord = (eb: Conversations): Expression<SqlBool> => has(eb, 'deliveries');

/** Conversations of which more is kept than their reference, and what the ledger says of them. */
const notEmpty = (eb: Conversations): Expression<SqlBool> =>
  eb.or([
    has(eb, 'subscriptions'),
    has(eb, 'registrations'),
    has(eb, 'activities'),
    ...(['language', 'shown', 'offered'] as const).map((column) => eb(`conversations.${column}`, 'is not', null)),
  ]);

/**
 * Deletes what is kept of conversations. What the ledger says of them stays: it goes by its own time, on a decision of its own, and
 * the row of a conversation, which it names, with the last of it.
 */
async function end(trx: Transaction<Tables>, ids: readonly string[], at: string): Promise<void> {
  for (const table of ['registrations', 'subscriptions', 'activities'] as const) await trx.deleteFrom(table).where('conversation', 'in', ids).execute();
  await trx.updateTable('deliveries').set({ state: 'cancelled', try_at: null, updated_at: at }).where('conversation', 'in', ids).where(waiting).execute();
  await trx.updateTable('conversations').set({ language: null, shown: null, offered: null }).where('id', 'in', ids).execute();
  await trx.deleteFrom('conversations').where('id', 'in', ids).where((eb) => eb.not(onRecord(eb))).execute();
}

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

    unreachable: (before, now, limit) =>
      portion(
        (trx) =>
          trx
            .selectFrom('conversations')
            .select('conversations.id')
            .where('reachable', '=', 0)
            .where('updated_at', '<', instantText(before))
            .where((eb) => eb.or([notEmpty(eb), eb.not(onRecord(eb))]))
            .orderBy('id')
            .limit(limit)
            .forUpdate()
            .skipLocked()
            .execute(),
        (trx, ids) => end(trx, ids, instantText(now)),
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

    async activities(before, limit) {
      const { numDeletedRows } = await db
        .deleteFrom('activities')
        .where((eb) =>
          eb(
            eb.refTuple('conversation', 'activity'),
            'in',
            eb.selectFrom('activities').select(['conversation', 'activity']).where('at', '<', instantText(before)).orderBy('at').limit(limit).forUpdate().skipLocked().$asTuple('conversation', 'activity'),
          ),
        )
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
