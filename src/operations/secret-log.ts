import type { Log } from '../log';
import { secretExpiry } from '../readiness';

/** One line in the log when the app's secret ends soon or has ended. Parameters as of `secretExpiry`. */
export function logSecretExpiry(log: Log, expires: string, today: string): void {
  const { daysLeft, state } = secretExpiry(expires, today);
  if (state === 'expires soon') log.warn({ expires, daysLeft }, 'MICROSOFT_APP_PASSWORD expires soon: make a new secret in Entra ID');
  if (state === 'expired') log.error({ expires, daysLeft }, 'MICROSOFT_APP_PASSWORD has expired: the bot can send nothing until it gets a new secret');
}
