import { sql } from 'kysely';
import type { Masked } from '../../../src/dialogs/feedback/ports';
import { createReminderBook } from '../../../src/reminders/book';
import { createPlanner } from '../../../src/reminders/planner';
import type { Settlement } from '../../../src/reminders/ports';
import { keys, tableNames } from '../../../src/store/backup/rows';
import type { Where } from '../../../src/store/connection';
import { connectReadOnly } from '../../../src/store/open';
import type { Store } from '../../../src/store/store';
import { followedCourse } from '../../support/followed-course';
import { conversation } from '../contract/setting';

/** What the knowledge has; reminders are due on 2027-02-15, 02-22 and 02-26. */
export const courses = [followedCourse()];

/** When `fill` happens: a Tuesday, between the first reminder and the second. */
export const filledAt = new Date('2027-02-16T09:00:00.000Z');

/** Something of everything that a store can hold: with å ä ö and an emoji, and with nothing where there may be nothing. */
export async function fill(store: Store): Promise<void> {
  const followed = new Date('2027-01-04T09:00:00.000Z');
  const planner = createPlanner(store, () => courses);
  const book = createReminderBook(store, planner, () => courses);
  for (const id of ['a:Åsa', 'a:ö']) await book.follow(conversation(id, { tenantId: 'tenant' }), 'course/ugl', followed);
  const claims = await store.ledger.claim({ now: new Date('2027-02-15T07:30:00Z'), limit: 2, instance: 'one', leaseMilliseconds: 60_000, rate: { perSecond: 9, burst: 9 } });
  const over = { tryAt: null, failures: 1, unsure: 0, lastError: null, messageId: null, sentAt: null };
  const sent: Settlement = { ...over, state: 'sent', messageId: '1:ä', sentAt: filledAt };
  const refused: Settlement = { ...over, state: 'unreachable', lastError: 'HTTP 403' };
  await store.ledger.settle('one', claims.flatMap(({ deliveries }) => deliveries.map((delivery) => ({ delivery, settlement: delivery.conversation === 'a:ö' ? refused : sent }))), filledAt);
  await store.conversations.markUnreachable('a:ö', filledAt);
  await store.memory.keep('a:Åsa', { language: 'en', shown: [{ id: 'course/ugl', at: filledAt }], offered: { at: filledAt, language: 'en', buttons: [{ title: 'Visa “mer”\u2028\n', action: { v: 1 } }] } }, filledAt);
  await store.subscriptions.markRegistered('a:Åsa', 'course/ugl', '2027-09-01 Östersund', filledAt);
  await store.activities.firstTime('a:Åsa', 'aktivitet 🐝', filledAt);
  await store.settings.set('nyckel', 'värde');
  await store.feedback.rate({ entry: null, helpful: true, reason: null, language: 'sv' }, filledAt);
  await store.feedback.rate({ entry: 'course/ugl', helpful: false, reason: 'hard', language: 'en' }, filledAt);
  await store.feedback.keepQuestion({ language: 'sv', outcome: 'none', entry: null, reason: null, question: 'Får [namn] ta med sig hunden på rådet?' as Masked }, 30, filledAt);
}

/** Every row of a database, as it is kept. */
export async function everything(where: Where): Promise<Record<string, object[]>> {
  const { db, close } = await connectReadOnly(where);
  const all: Record<string, object[]> = {};
  for (const table of tableNames) all[table] = (await sql<object>`select * from ${sql.table(table)} order by ${sql.join(keys[table].map((key) => sql.ref(key)))}`.execute(db)).rows;
  await close();
  return all;
}
