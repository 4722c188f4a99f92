import { z } from 'zod';

/** Whom the bot answers to, as in its registration in Entra ID. */
export interface Identity {
  /** Lower-case UUID: the SDK compares it letter by letter. */
  appId: string;
  tenantId: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  password?: string;
}

/** What Teams' tokens are issued by. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const issuer = 'https://api.botframework.com';

/** Clocks may differ by this much, as the SDK has it. Seconds. */
const clockTolerance = 5 * 60;

const bearer = /^Bearer ([\w-]{1,2000})\.([\w-]{1,8000})\.[\w-]{1,2000}$/;

const head = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string().min(1) });

function claimsFor({ appId, tenantId }: Identity, now: Date) {
  const seconds = now.getTime() / 1000;
  return z.object({
    iss: z.literal(issuer),
    aud: z.literal(appId),
    exp: z.number().gt(seconds - clockTolerance),
    nbf: z.number().lte(seconds + clockTolerance).optional(),
    serviceurl: z.url({ protocol: /^https$/ }),
    // Of every tenant that any token names, signed or not, the SDK keeps four addresses for ever (emulatorValidation.js).
    tid: z.literal(tenantId).optional(),
  });
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * What the token in an Authorization header claims, before anybody is asked for keys: most forged ones end here, and none
 * reaches the SDK's ways for emulators, skills and private channels, which let the sender name another issuer.
 * The signature is not looked at.
 * @param header the Authorization header as it came
 * @returns the address of Teams that the token was issued for; or which claim is not as it must be
 */
export function readToken(header: string | undefined, identity: Identity, now: Date): { ok: true; serviceUrl: string } | { ok: false; problem: string } {
  if (!header) return { ok: false, problem: 'no token' };
  const parts = bearer.exec(header);
  if (!parts) return { ok: false, problem: 'not a token' };
  const checkedHead = head.safeParse(decode(parts[1]!));
  const claims = claimsFor(identity, now).safeParse(decode(parts[2]!));
  if (checkedHead.success && claims.success) return { ok: true, serviceUrl: claims.data.serviceurl };
  const problem = (checkedHead.error ?? claims.error)?.issues[0]?.path.join('.');
  return { ok: false, problem: problem || 'not a token' };
}

/** A header that `readToken` takes and no key has signed: with it the SDK fetches the keys. */
export function unsignedHeader({ appId }: Identity, now: Date): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const claims = { iss: issuer, aud: appId, exp: now.getTime() / 1000, serviceurl: 'https://teams.invalid/' };
  return `Bearer ${part({ alg: 'RS256', kid: 'none' })}.${part(claims)}.none`;
}
