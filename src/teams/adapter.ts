import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type Activity, type ConfigurationBotFrameworkAuthenticationOptions, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Signals } from '../signals';
import { withoutConsole } from './console';
import { oneAttempt } from './one-attempt';
import { readToken, unsignedHeader, type Identity } from './token';

type Authenticated = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;

/** Who sent a request: `by` is for `turn`, `serviceUrl` the address of Teams in the token (none without an identity). */
export type Admission = { ok: true; by: Authenticated; serviceUrl?: string } | { ok: false; status: 401 | 503; problem: string };

/** The keys are some kilobytes; Teams waits 15 s for the whole turn. Milliseconds. */
const keysTimeout = 5_000;

/** The SDK throws errors of its own and those of jsonwebtoken for a bad token, and anything else when it has no keys. */
function isBadToken(error: unknown): boolean {
  const { name, statusCode } = (error ?? {}) as { name?: unknown; statusCode?: unknown };
  return statusCode === 401 || ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError'].includes(String(name));
}

function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The keys did not come in time.')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * The Bot Framework's adapter in two steps, so that nothing is read for a stranger. `process`, the SDK's own one step, answers
 * a wrong signature with 500 and the library's text, and prints the failure.
 */
export class Adapter extends CloudAdapter {
  constructor(private readonly authentication: ConfigurationBotFrameworkAuthentication, readonly identity: Identity | undefined) {
    super(authentication);
  }

  /**
   * Who sends this?
   * @param header the Authorization header as it came
   * @returns 401 when the token is not valid; 503 when it cannot be known, because the keys cannot be fetched. Never throws.
   */
  async admit(header: string | undefined, now: Date): Promise<Admission> {
    const claimed = this.identity ? readToken(header, this.identity, now) : undefined;
    if (claimed && !claimed.ok) return { ok: false, status: 401, problem: claimed.problem };
    const serviceUrl = claimed?.serviceUrl;
    const asked = { channelId: 'msteams', ...(serviceUrl === undefined ? {} : { serviceUrl }) } as Activity;
    try {
      const by = await within(withoutConsole(() => this.authentication.authenticateRequest(asked, header ?? '')), keysTimeout);
      return { ok: true, by, ...(serviceUrl === undefined ? {} : { serviceUrl }) };
    } catch (error) {
      return isBadToken(error) ? { ok: false, status: 401, problem: 'signature' } : { ok: false, status: 503, problem: 'no keys' };
    }
  }

  /** Fetches the keys before anybody waits for them. Gives false when they cannot be had now; every request tries again. */
  async fetchKeys(now: Date): Promise<boolean> {
    if (!this.identity) return true;
    const admission = await this.admit(unsignedHeader(this.identity, now), now);
    return !admission.ok && admission.status === 401;
  }

  /**
   * Runs a turn. What the turn throws goes to `onTurnError`; what that one throws comes out here.
   * @param by as `admit` gave it
   * @param activity checked by `checkActivity`; its dates are texts
   * @returns what an invoke is answered with
   */
  turn(by: Authenticated, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<InvokeResponse | undefined> {
    return this.processActivity(by, activity, logic);
  }
}

export interface AdapterExtras {
  signals?: Signals;
  /** Addresses of another provider of keys than Microsoft's: for tests alone, no setting leads here. */
  elsewhere?: ConfigurationBotFrameworkAuthenticationOptions;
}

/**
 * The adapter that authenticates what comes in, and sends each message once.
 * Without an identity nobody is asked who they are: only for loopback.
 */
export function createAdapter(identity: Identity | undefined, onTurnError: (context: TurnContext, error: Error) => Promise<void>, { signals, elsewhere = {} }: AdapterExtras = {}): Adapter {
  const registered = identity
    ? { MicrosoftAppId: identity.appId, MicrosoftAppType: identity.type, MicrosoftAppTenantId: identity.tenantId, MicrosoftAppPassword: identity.password ?? '' }
    : {};
  const adapter = new Adapter(new ConfigurationBotFrameworkAuthentication({ ...registered, ...elsewhere }), identity);
  adapter.use(oneAttempt(signals ? { signals } : {}));
  adapter.onTurnError = onTurnError;
  return adapter;
}
