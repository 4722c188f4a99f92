import { VagvisarenError } from '../../errors';
import { secretExpiry } from '../../readiness';
import { fine, problem, warning, type Finding } from './finding';

/** What the checks need of the configuration. */
export interface Settings {
  port: number;
  host: string;
  database: { url: string } | { file: string };
  identity?: { appId: string; type: 'SingleTenant' | 'UserAssignedMSI'; passwordExpires?: string };
}

/** @param read gives the configuration. @returns the settings too, where they have no mistakes */
export function checkConfiguration(read: () => Settings): { finding: Finding; settings?: Settings } {
  try {
    const settings = read();
    return { finding: fine('Configuration', 'no mistakes; "npm run -s config -- --check" shows it'), settings };
  } catch (error) {
    if (!(error instanceof VagvisarenError)) throw error;
    return { finding: problem('Configuration', error.message, `${error.whatToDo} Port, database and network are looked at after that.`) };
  }
}

const newSecret = 'Make a new secret in Entra ID (App registrations, Certificates & secrets), and set MICROSOFT_APP_PASSWORD and MICROSOFT_APP_PASSWORD_EXPIRES.';

/** @param today the calendar day in Sweden, YYYY-MM-DD */
export function checkIdentity({ identity }: Settings, today: string): Finding {
  if (!identity) return fine('Identity', 'no MICROSOFT_APP_ID: the bot listens on loopback only, for trying out');
  if (identity.type === 'UserAssignedMSI') return fine('Identity', 'a managed identity, which has no secret');
  const { passwordExpires } = identity;
  if (passwordExpires === undefined) {
    return warning('Identity', 'nobody is warned before the secret expires', 'Set MICROSOFT_APP_PASSWORD_EXPIRES to the last day of the secret, as Entra ID shows it.');
  }
  const { daysLeft, state } = secretExpiry(passwordExpires, today);
  if (state === 'expired') return problem('Identity', `the secret expired on ${passwordExpires}`, newSecret);
  if (state === 'expires soon') return warning('Identity', `the secret expires on ${passwordExpires}, in ${daysLeft} days`, newSecret);
  return fine('Identity', `the secret expires on ${passwordExpires}`);
}
