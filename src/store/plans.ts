import type { Kysely } from 'kysely';
import type { Plan } from '../reminders/ports';
import { groupsOf } from './groups';
import { deliveryOf, subscriptionOf } from './rows';
import type { Tables } from './tables';

/** Plans of these conversations, in their order: four statements however many they are. */
export async function plansOf(db: Kysely<Tables>, ids: readonly string[]): Promise<Plan[]> {
  if (ids.length === 0) return [];
  const known = await db.selectFrom('conversations').select(['id', 'kind', 'reachable']).where('id', 'in', ids).execute();
  const subscriptions = await db.selectFrom('subscriptions').selectAll().where('conversation', 'in', ids).orderBy('course').execute();
  const registered = await db.selectFrom('registrations').select(['conversation', 'course', 'occasion']).where('conversation', 'in', ids).orderBy('course').orderBy('occasion').execute();
  const deliveries = await db.selectFrom('deliveries').selectAll().where('conversation', 'in', ids).orderBy('due_at').orderBy('id').execute();

  const knownBy = new Map(known.map((row) => [row.id, row]));
  const byConversation = <T extends { conversation: string }>(rows: T[]) => groupsOf(rows, ({ conversation }) => conversation);
  const subscriptionsOf = byConversation(subscriptions);
  const registeredOf = byConversation(registered);
  const deliveriesOf = byConversation(deliveries);
  return ids.map((id) => ({
    conversation: id,
    // A conversation that nothing is known of follows nothing: its kind makes no difference.
    kind: knownBy.get(id)?.kind ?? 'personal',
    reachable: knownBy.get(id)?.reachable === 1,
    subscriptions: (subscriptionsOf.get(id) ?? []).map(subscriptionOf),
    registered: (registeredOf.get(id) ?? []).map(({ course, occasion }) => ({ course, occasion })),
    deliveries: (deliveriesOf.get(id) ?? []).map(deliveryOf),
  }));
}
