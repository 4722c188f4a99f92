import type { Kysely, Transaction } from 'kysely';
import type { Forgotten, Privacy } from '../dialogs/privacy/ports';
import { instantOf } from './instant';
import { plansOf } from './plans';
import { lockConversations } from './row-locks';
import { referenceOf, shownOf } from './rows';
import type { Tables } from './tables';

/** Deletes everything kept about conversations that the transaction has locked. */
async function forgetIn(trx: Transaction<Tables>, ids: readonly string[]): Promise<Forgotten> {
  const all = async (table: 'deliveries' | 'registrations' | 'subscriptions' | 'activities') =>
    Number((await trx.deleteFrom(table).where('conversation', 'in', ids).executeTakeFirstOrThrow()).numDeletedRows);
  const deliveries = await all('deliveries');
  const registrations = await all('registrations');
  const subscriptions = await all('subscriptions');
  const activities = await all('activities');
  const { numDeletedRows } = await trx.deleteFrom('conversations').where('id', 'in', ids).executeTakeFirstOrThrow();
  return { subscriptions, deliveries, registrations, activities, conversation: Number(numDeletedRows) };
}

/** Access to and deletion of what a database keeps about one conversation. */
export function privacy(db: Kysely<Tables>): Privacy {
  return {
    async kept(id) {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst();
      const [plan] = await plansOf(db, [id]);
      const registrations = await db.selectFrom('registrations').select(['course', 'occasion', 'at']).where('conversation', '=', id).orderBy('at').execute();
      const activities = await db.selectFrom('activities').select(['activity', 'at']).where('conversation', '=', id).orderBy('at').execute();
      return {
        conversation: row
          ? { reference: referenceOf(row.reference), language: row.language, shown: row.shown === null ? [] : shownOf(row.shown), reachable: row.reachable === 1, updatedAt: instantOf(row.updated_at) }
          : null,
        subscriptions: plan!.subscriptions,
        registrations: registrations.map(({ course, occasion, at }) => ({ course, occasion, at: instantOf(at) })),
        deliveries: plan!.deliveries,
        activities: activities.map(({ activity, at }) => ({ activity, at: instantOf(at) })),
      };
    },

    forget(id) {
      return db.transaction().execute(async (trx) => {
        await lockConversations(trx, [id]);
        return forgetIn(trx, [id]);
      });
    },
  };
}
