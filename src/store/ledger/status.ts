import type { Kysely } from 'kysely';
import { deliveryStates, type Delivery, type DeliveryState } from '../../reminders/delivery';
import type { LedgerStatus } from '../../reminders/ports';
import { instantOf, instantOrNull, instantText } from '../instant';
import { deliveryOf } from '../rows';
import { settings } from '../settings';
import type { Tables } from '../tables';
import { abandoned, subscribed, waiting } from './waiting';

const tickSetting = 'sender.tick';

/** `Ledger.tick`. */
export async function tick(db: Kysely<Tables>, now: Date): Promise<void> {
  await settings(db).set(tickSetting, instantText(now));
}

/**
 * `Ledger.status`. The oldest due row is one that could be sent if all were well: of a reachable conversation,
 * of use, and not in somebody's hands. It counts also while it waits for its next try.
 */
export async function status(db: Kysely<Tables>, now: Date): Promise<LedgerStatus> {
  const at = instantText(now);
  const counted = await db.selectFrom('deliveries').select((eb) => ['state', eb.fn.countAll().as('rows')]).groupBy('state').execute();
  const { oldest } = await db
    .selectFrom('deliveries')
    .innerJoin('conversations', 'conversations.id', 'deliveries.conversation')
    .select((eb) => eb.fn.min<string | null>('deliveries.due_at').as('oldest'))
    .where('conversations.reachable', '=', 1)
    .where('deliveries.due_at', '<=', at)
    .where('deliveries.useful_until', '>', at)
    .where(subscribed)
    .where((eb) => eb.or([waiting(eb), abandoned(at)(eb)]))
    .executeTakeFirstOrThrow();
  const tick = await settings(db).get(tickSetting);
  const none = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<DeliveryState, number>;
  return {
    byState: { ...none, ...Object.fromEntries(counted.map(({ state, rows }) => [state, Number(rows)])) },
    oldestDue: instantOrNull(oldest),
    lastTick: tick === null ? null : instantOf(tick),
  };
}

/** `Ledger.report`. */
export async function report(db: Kysely<Tables>, after: { dueAt: Date; id: string } | null, limit: number): Promise<Delivery[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .$if(after !== null, (query) => query.where((eb) => eb(eb.refTuple('due_at', 'id'), '>', eb.tuple(instantText(after!.dueAt), after!.id))))
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(deliveryOf);
}
