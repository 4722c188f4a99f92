import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Subscriptions } from '../reminders/ports';
import { instantText } from './instant';
import { waiting } from './ledger/waiting';
import { plansOf } from './plans';
import { lockConversations } from './row-locks';
import { subscriptionOf } from './rows';
import type { Tables } from './tables';

/** The subscriptions of a database. The conversation of a new one must have been remembered. */
export function subscriptions(db: Kysely<Tables>): Subscriptions {
  return {
    async plan(conversation) {
      const [plan] = await plansOf(db, [conversation]);
      return plan!;
    },

    async plans(after, limit) {
      const rows = await db
        .selectFrom('subscriptions')
        .select('conversation')
        .distinct()
        .$if(after !== null, (query) => query.where('conversation', '>', after))
        .orderBy('conversation')
        .limit(limit)
        .execute();
      return plansOf(db, rows.map(({ conversation }) => conversation));
    },

    async put({ conversation, course, following, leadDays }, now) {
      const at = instantText(now);
      const row = await db
        .insertInto('subscriptions')
        .values({ id: randomUUID(), conversation, course, following: following ? 1 : 0, lead_days: JSON.stringify(leadDays), since: at, updated_at: at })
        .onConflict((conflict) =>
          conflict.columns(['conversation', 'course']).doUpdateSet({
            following: (eb) => eb.ref('excluded.following'),
            lead_days: (eb) => eb.ref('excluded.lead_days'),
            // What was news before somebody stopped following is not news when they start again.
            since: sql<string>`case when excluded.following > subscriptions.following then excluded.since else subscriptions.since end`,
            updated_at: at,
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return subscriptionOf(row);
    },

    async remove(conversation, course, now) {
      await db.transaction().execute(async (trx) => {
        await lockConversations(trx, [conversation]);
        const ended = await trx
          .deleteFrom('subscriptions')
          .where('conversation', '=', conversation)
          .$if(course !== null, (query) => query.where('course', '=', course))
          .returning('id')
          .execute();
        if (ended.length === 0) return;
        await trx
          .updateTable('deliveries')
          .set({ state: 'cancelled', try_at: null, updated_at: instantText(now) })
          .where('subscription', 'in', ended.map(({ id }) => id))
          .where(waiting)
          .execute();
      });
    },

    async markRegistered(conversation, course, occasion, now) {
      await db
        .insertInto('registrations')
        .values({ conversation, course, occasion, at: instantText(now) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
  };
}
