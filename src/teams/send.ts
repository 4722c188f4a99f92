import type { Activity, CloudAdapter, TurnContext } from 'botbuilder';
import type { Conversation } from '../reminders/conversation';
import type { SendOutcome } from '../reminders/outcome';
import { referenceOf } from './conversation';
import { limitToOneAttempt, sendTimeoutMilliseconds, type Attempt } from './one-attempt';
import { retryAfterMilliseconds } from './throttled';

export type Send = (conversation: Conversation, activity: Partial<Activity>) => Promise<SendOutcome>;

/** Errors of Node.js before a connection stands: nothing can have arrived. https://nodejs.org/api/errors.html#common-system-errors */
const unconnected = new Set([
  'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH',
  'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * What an HTTP answer of Teams means for the message. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 * @param retryAfter the header as it came
 */
export function outcomeOfStatus(status: number, { retryAfter, messageId, now }: { retryAfter: string | null; messageId: string | null; now: Date }): SendOutcome {
  const error = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent', messageId };
  switch (status) {
    case 412:
    case 429:
      return { kind: 'wait', milliseconds: retryAfterMilliseconds(retryAfter ?? undefined, now) };
    case 502:
    case 504:
      return { kind: 'unknown', error };
    case 403:
    case 404:
      return { kind: 'unreachable', error };
    case 401:
      return { kind: 'held', error };
    case 400:
    case 413:
      return { kind: 'refused', error };
    default:
      return { kind: 'failed', error };
  }
}

/** The short code of an error (Node's, or MSAL's of a token that was not given); texts may hold addresses and ids. */
function codeOf(error: unknown): string {
  const { code, errorCode } = (error ?? {}) as { code?: unknown; errorCode?: unknown };
  return [code, errorCode].find((one): one is string => typeof one === 'string' && /^\w{1,60}$/.test(one)) ?? 'ERROR';
}

function outcomeWithoutAnswer({ posted }: Pick<Attempt, 'posted'>, error: unknown): SendOutcome {
  const code = codeOf(error);
  if (!posted) return { kind: 'held', error: `not posted: ${code}` };
  return { kind: unconnected.has(code) ? 'failed' : 'unknown', error: code };
}

async function sendOnce(context: TurnContext, activity: Partial<Activity>, timeoutMilliseconds: number): Promise<SendOutcome> {
  // The SDK gives the turn an id of its own and would post the message as a reply to it.
  context.activity.id = '';
  const attempt = limitToOneAttempt(context, timeoutMilliseconds);
  let messageId: string | null = null;
  let problem: unknown;
  try {
    messageId = (await context.sendActivity(activity))?.id || null;
  } catch (error) {
    problem = error;
  }
  // The answer decides, not the error: the SDK also throws after a 200 whose body it cannot read.
  return attempt.status === null
    ? outcomeWithoutAnswer(attempt, problem)
    : outcomeOfStatus(attempt.status, { retryAfter: attempt.retryAfter, messageId, now: new Date() });
}

/**
 * Sending without having been asked. Each call makes one POST at the most, ends within the time-out and never throws:
 * whatever goes wrong is told by the outcome. The adapter's `onTurnError` is not called.
 * @param appId the bot's app id; empty where nobody is asked who they are
 * @param timeoutMilliseconds from fetching the token to the last byte of the answer
 */
export function createSend(adapter: CloudAdapter, appId: string, timeoutMilliseconds = sendTimeoutMilliseconds): Send {
  return async (conversation, activity) => {
    let outcome: SendOutcome | undefined;
    try {
      await adapter.continueConversationAsync(appId, referenceOf(conversation), async (context) => {
        // Nothing may be thrown here: with `onTurnError` set the SDK would call that one and then resolve as if all were well.
        outcome = await sendOnce(context, activity, timeoutMilliseconds).catch((error: unknown) => outcomeWithoutAnswer({ posted: false }, error));
      });
    } catch (error) {
      outcome ??= outcomeWithoutAnswer({ posted: false }, error);
    }
    return outcome ?? outcomeWithoutAnswer({ posted: false }, null);
  };
}
