import { sql, type Kysely } from 'kysely';
import type { ColumnTypes } from './column-types';

/** Makes every table of the first version. */
export async function up(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const text = sql.raw(types.text);
  await db.schema
    .createTable('conversations')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('reference', text, (column) => column.notNull())
    .addColumn('language', text)
    .addColumn('shown', text)
    .addColumn('offered', text)
    .addColumn('reachable', 'integer', (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('conversation', text, (column) => column.notNull().references('conversations.id'))
    .addColumn('course', text, (column) => column.notNull())
    .addColumn('following', 'integer', (column) => column.notNull())
    .addColumn('lead_days', text, (column) => column.notNull())
    .addColumn('since', text, (column) => column.notNull())
    .addColumn('updated_at', text, (column) => column.notNull())
    .addUniqueConstraint('subscriptions_one_a_course', ['conversation', 'course'])
    .execute();
  await db.schema
    .createTable('registrations')
    .addColumn('conversation', text, (column) => column.notNull().references('conversations.id'))
    .addColumn('course', text, (column) => column.notNull())
    .addColumn('occasion', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('registrations_key', ['conversation', 'course', 'occasion'])
    .execute();
  await db.schema
    .createTable('occasions')
    .addColumn('course', text, (column) => column.notNull())
    .addColumn('occasion', text, (column) => column.notNull())
    .addColumn('first_seen', text, (column) => column.notNull())
    .addColumn('cancelled_at', text)
    .addPrimaryKeyConstraint('occasions_key', ['course', 'occasion'])
    .execute();
  await db.schema
    .createTable('deliveries')
    .addColumn('id', text, (column) => column.primaryKey())
    // No reference: the record of what was sent outlives the subscription.
    .addColumn('subscription', text, (column) => column.notNull())
    .addColumn('conversation', text, (column) => column.notNull().references('conversations.id'))
    .addColumn('course', text, (column) => column.notNull())
    .addColumn('occasion', text, (column) => column.notNull())
    .addColumn('reason', text, (column) => column.notNull())
    .addColumn('due_at', text, (column) => column.notNull())
    .addColumn('useful_until', text, (column) => column.notNull())
    .addColumn('try_at', text)
    .addColumn('state', text, (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('unsure', 'integer', (column) => column.notNull())
    .addColumn('claimed_by', text)
    .addColumn('last_error', text)
    .addColumn('message_id', text)
    .addColumn('sent_at', text)
    .addColumn('updated_at', text, (column) => column.notNull())
    .addUniqueConstraint('deliveries_once', ['subscription', 'course', 'occasion', 'reason'])
    .execute();
  await db.schema.createIndex('deliveries_by_try').on('deliveries').columns(['try_at', 'id']).execute();
  await db.schema.createIndex('deliveries_by_conversation').on('deliveries').column('conversation').execute();
  await db.schema.createIndex('deliveries_by_due').on('deliveries').columns(['due_at', 'id']).execute();
  await db.schema
    .createTable('bucket')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('tokens', 'double precision', (column) => column.notNull())
    .addColumn('filled_at', text, (column) => column.notNull())
    .execute();
  // Filled for the last time so long ago that the first use finds it full.
  await sql`insert into bucket (id, tokens, filled_at) values (1, 0, '1970-01-01T00:00:00.000Z')`.execute(db);
  await db.schema
    .createTable('activities')
    .addColumn('conversation', text, (column) => column.notNull())
    .addColumn('activity', text, (column) => column.notNull())
    .addColumn('at', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('activities_key', ['conversation', 'activity'])
    .execute();
  await db.schema.createIndex('activities_by_age').on('activities').column('at').execute();
  await db.schema
    .createTable('settings')
    .addColumn('key', text, (column) => column.primaryKey())
    .addColumn('value', text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('feedback')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('day', text, (column) => column.notNull())
    .addColumn('entry', text)
    .addColumn('helpful', 'integer', (column) => column.notNull())
    .addColumn('reason', text)
    .addColumn('language', text, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('kept_questions')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('day', text, (column) => column.notNull())
    .addColumn('language', text, (column) => column.notNull())
    .addColumn('outcome', text, (column) => column.notNull())
    .addColumn('entry', text)
    .addColumn('reason', text)
    .addColumn('question', text, (column) => column.notNull())
    .execute();
  await db.schema.createIndex('kept_questions_by_day').on('kept_questions').column('day').execute();
}
