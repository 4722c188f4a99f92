import { daysBetween } from './day';

/** Time enough to find those who may make a new secret, holidays included. Days. */
const warnBefore = 60;
/** The sender looks at least once a minute, also at night: after three it stands still. Seconds. */
const oldTick = 180;

/**
 * How the app's secret stands on a day.
 * @param expires the last day on which it is taken, YYYY-MM-DD
 * @param today the calendar day in Sweden, YYYY-MM-DD
 * @returns days left, negative when it has expired
 */
export function secretExpiry(expires: string, today: string): { daysLeft: number; state: 'ok' | 'expires soon' | 'expired' } {
  const daysLeft = daysBetween(today, expires);
  if (daysLeft < 0) return { daysLeft, state: 'expired' };
  return { daysLeft, state: daysLeft <= warnBefore ? 'expires soon' : 'ok' };
}

export interface Conditions {
  stopping: boolean;
  /** Whether the store can be read and written. */
  storeWorks: boolean;
  /** Whether a current model ranks. */
  hasModel: boolean;
  /** Seconds since the sender last looked for something due. */
  tickAge: number;
  /** Last day of the app's secret, YYYY-MM-DD, where it is configured. */
  secretExpires?: string;
  /** The calendar day in Sweden, YYYY-MM-DD. */
  today: string;
}

/**
 * What /readyz says. `not ready` means: send people to another instance. `degraded` means that somebody has to look, but
 * questions are answered: the store is the same for all instances, and taking them all away would answer nobody.
 */
export interface Readiness {
  status: 'ready' | 'degraded' | 'not ready';
  checks: {
    knowledge: 'ok' | 'without model';
    store: 'ok' | 'down';
    reminders: 'ok' | 'late';
    secret: 'ok' | 'expires soon' | 'expired' | 'no date';
  };
}

/** Makes the readiness of the conditions. A secret that expires soon is told, and is no reason to call anybody at night. */
export function readinessOf({ stopping, storeWorks, hasModel, tickAge, secretExpires, today }: Conditions): Readiness {
  const checks: Readiness['checks'] = {
    knowledge: hasModel ? 'ok' : 'without model',
    store: storeWorks ? 'ok' : 'down',
    reminders: tickAge <= oldTick ? 'ok' : 'late',
    secret: secretExpires === undefined ? 'no date' : secretExpiry(secretExpires, today).state,
  };
  const troubled = Object.values(checks).some((state) => !['ok', 'no date', 'expires soon'].includes(state));
  return { status: stopping ? 'not ready' : troubled ? 'degraded' : 'ready', checks };
}
