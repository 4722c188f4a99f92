import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { dayInSweden } from '../day';
import { complaints, type Complaint, type Feedback, type Judged, type Masked } from '../dialogs/feedback/ports';
import { groupsOf } from './groups';
import type { Tables } from './tables';

const dayLength = 86_400_000;

interface Counted {
  entry: string | null;
  helpful: 0 | 1;
  reason: Complaint | null;
  /** PostgreSQL gives it as text. */
  count: number | string | bigint;
}

function judgedOf(rows: readonly Counted[]): Judged {
  const sum = (which: (row: Counted) => boolean) => rows.filter(which).reduce((so, { count }) => so + Number(count), 0);
  return {
    entry: rows[0]!.entry,
    yes: sum(({ helpful }) => helpful === 1),
    no: sum(({ helpful }) => helpful === 0),
    reasons: Object.fromEntries(complaints.map((complaint) => [complaint, sum(({ reason }) => reason === complaint)])) as Judged['reasons'],
  };
}

/** What people said of answers, in a database. */
export function feedback(db: Kysely<Tables>): Feedback {
  const expire = (from: Kysely<Tables>, before: Date) => from.deleteFrom('kept_questions').where('day', '<', dayInSweden(before)).executeTakeFirstOrThrow();

  return {
    async rate({ entry, helpful, reason, language }, now) {
      const id = randomUUID();
      await db.insertInto('feedback').values({ id, day: dayInSweden(now), entry, helpful: helpful ? 1 : 0, reason, language }).execute();
      return id;
    },

    async explain(rating, reason) {
      await db.updateTable('feedback').set({ reason }).where('id', '=', rating).where('helpful', '=', 0).execute();
    },

    async keepQuestion({ language, outcome, entry, reason, question }, days, now) {
      await db.transaction().execute(async (trx) => {
        await expire(trx, new Date(now.getTime() - days * dayLength));
        await trx.insertInto('kept_questions').values({ id: randomUUID(), day: dayInSweden(now), language, outcome, entry, reason, question }).execute();
      });
    },

    async expireQuestions(before) {
      return Number((await expire(db, before)).numDeletedRows);
    },

    async judged(since) {
      const rows: Counted[] = await db
        .selectFrom('feedback')
        .select(['entry', 'helpful', 'reason', ({ fn }) => fn.countAll().as('count')])
        .$if(since !== null, (query) => query.where('day', '>=', since!))
        .groupBy(['entry', 'helpful', 'reason'])
        .orderBy('entry', (order) => order.asc().nullsFirst())
        .execute();
      return [...groupsOf(rows, ({ entry }) => entry ?? '').values()].map(judgedOf);
    },

    async questions(since) {
      const rows = await db
        .selectFrom('kept_questions')
        .select(['day', 'language', 'outcome', 'entry', 'reason', 'question'])
        .$if(since !== null, (query) => query.where('day', '>=', since!))
        .orderBy('day')
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...row, question: row.question as Masked }));
    },
  };
}
