import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Tables } from '../tables';

type Deliveries = ExpressionBuilder<Tables, 'deliveries'>;

/** Rows that wait for their time and that nobody has taken: planned, or to be tried once more after "nobody can tell". */
export function waiting(eb: Deliveries): Expression<SqlBool> {
  return eb.or([eb('deliveries.state', '=', 'planned'), eb.and([eb('deliveries.state', '=', 'unknown'), eb('deliveries.try_at', 'is not', null)])]);
}

/** Rows that nothing more happens to, unless they are planned anew. */
export function settled(eb: Deliveries): Expression<SqlBool> {
  // Said by the states, since SQLite would take all rows without `try_at` by its index, and sort them.
  return eb.or([eb('deliveries.state', 'in', ['sent', 'unreachable', 'failed', 'cancelled', 'expired']), eb.and([eb('deliveries.state', '=', 'unknown'), eb('deliveries.try_at', 'is', null)])]);
}

/** Rows whose claim ended before they were settled: their instance died, or is too slow. */
export function abandoned(now: string): (eb: Deliveries) => Expression<SqlBool> {
  return (eb) => eb.and([eb('deliveries.state', '=', 'sending'), eb('deliveries.try_at', '<=', now)]);
}

/** Rows that somebody still wants: a row that was taken when its subscription ended must not be sent by the next one who takes it. */
export function subscribed(eb: Deliveries): Expression<SqlBool> {
  return eb.exists(eb.selectFrom('subscriptions').select('subscriptions.id').whereRef('subscriptions.id', '=', 'deliveries.subscription'));
}

/** Rows to be sent now: planned, unknown and to be tried again, or sending with a claim that has ended. */
export function due(now: string): (eb: Deliveries) => Expression<SqlBool> {
  return (eb) => eb.and([eb('deliveries.try_at', '<=', now), eb('deliveries.useful_until', '>', now), eb('deliveries.state', 'in', ['planned', 'sending', 'unknown']), subscribed(eb)]);
}
