import { daysBetween } from '../day';
import type { Log } from '../log';

/** Time enough to find those who may make a new secret, holidays included. Days. */
const warnBefore = 60;

/**
 * How the app's secret (or certificate) stands on a day.
 * @param expires the last day on which it is taken, YYYY-MM-DD
 * @param today YYYY-MM-DD
 * @returns days left, negative when it has expired; `state` for the log and for readiness
 */
export function secretExpiry(expires: string, today: string): { daysLeft: number; state: 'fine' | 'soon' | 'expired' } {
  const daysLeft = daysBetween(today, expires);
  if (daysLeft < 0) return { daysLeft, state: 'expired' };
  return { daysLeft, state: daysLeft <= warnBefore ? 'soon' : 'fine' };
}

/** One line in the log when the secret ends soon or has ended. Parameters as of `secretExpiry`. */
export function logSecretExpiry(log: Log, expires: string, today: string): void {
  const { daysLeft, state } = secretExpiry(expires, today);
  if (state === 'soon') log.warn({ expires, daysLeft }, 'MICROSOFT_APP_PASSWORD expires soon: make a new secret in Entra ID');
  if (state === 'expired') log.error({ expires, daysLeft }, 'MICROSOFT_APP_PASSWORD has expired: the bot can send nothing until it gets a new secret');
}
