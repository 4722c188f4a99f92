import type { Delivery } from './delivery';
import type { Plan, PlanChange } from './ports';
import type { Wanted } from './wanted';

type Key = Pick<Delivery, 'subscription' | 'course' | 'occasion' | 'reason'>;

/** What makes a row unique. */
function keyOf({ subscription, course, occasion, reason }: Key): string {
  return JSON.stringify([subscription, course, occasion, reason]);
}

function waits({ state, tryAt }: Delivery): boolean {
  return state === 'planned' || (state === 'unknown' && tryAt !== null);
}

/** The message has reached the receiver, may have, or is on its way. */
function mayHaveArrived({ state, unsure }: Delivery): boolean {
  return state === 'sent' || state === 'sending' || unsure > 0;
}

/**
 * What to change in the ledger so that one conversation gets what is wanted. Rows that were sent, are being sent, failed, or may have arrived and are
 * not tried again, stay as they are. With the changes applied, reconciling anew gives none.
 *
 * `wanted`: what `wantedMessages` gives for the same plan and time; what is too late to be planned is not among it.
 */
export function reconcile(wanted: readonly Wanted[], plan: Plan, now: Date): PlanChange[] {
  const rows = new Map(plan.deliveries.map((row) => [keyOf(row), row]));
  const wantedKeys = new Set(wanted.map(keyOf));
  const arrived = plan.deliveries.filter(mayHaveArrived);

  // Following every course and then this one, or the other way round, must not bring the same message twice.
  const arrivedUnderAnother = ({ subscription, course, occasion, reason }: Wanted) =>
    arrived.some((row) => row.subscription !== subscription && row.course === course && row.occasion === occasion && row.reason === reason);

  const mayBePlannedAnew = ({ state }: Delivery) => state === 'cancelled' || state === 'expired' || (state === 'unreachable' && plan.reachable);

  const changeFor = (message: Wanted): PlanChange[] => {
    const row = rows.get(keyOf(message));
    const { dueAt, usefulUntil } = message;
    if (row?.state === 'planned') {
      const same = row.dueAt.getTime() === dueAt.getTime() && row.usefulUntil.getTime() === usefulUntil.getTime();
      return same ? [] : [{ do: 'move', id: row.id, dueAt, usefulUntil }];
    }
    if ((row && !mayBePlannedAnew(row)) || arrivedUnderAnother(message)) return [];
    return [row ? { do: 'move', id: row.id, dueAt, usefulUntil } : { do: 'insert', ...message }];
  };

  // A row whose time is over was not called off: the ledger lets it expire, and says so.
  const calledOff = plan.deliveries.filter((row) => waits(row) && row.usefulUntil > now && !wantedKeys.has(keyOf(row)));
  return [...calledOff.map(({ id }): PlanChange => ({ do: 'cancel', id })), ...wanted.flatMap(changeFor)];
}
