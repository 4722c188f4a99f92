import { brief, type Log } from '../log';
import { createPseudonyms } from '../pseudonym';
import type { Conversation } from './conversation';
import type { Delivery } from './delivery';
import { heldPause, settlementOf, type SendOutcome } from './outcome';
import type { Claim, ReminderStore, Settlement } from './ports';
import { isSendingHours, nextSendingHours } from './working-time';

/**
 * Teams takes 50 requests a second from one app in one tenant; reminders use half and leave the rest to answers.
 * The burst is a fifth of a second's worth, so that messages leave evenly. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
export const shareOfTeams = { perSecond: 25, burst: 5 };

/** Messages on their way at once, at most: a quarter of a second's answers from Teams at 25 a second, with room for slow ones. */
const mostInFlight = 25;
/** Longer than any send takes (its own time-out is 15 s), so that a claim ends only when its process is gone or stands still. */
const leaseMilliseconds = 60_000;
/** A send is not begun when less of the claim is left than a send may take. */
const leastLease = 20_000;
/** With nothing due, look again after this long; the database is asked one indexed question. */
const idleMilliseconds = 1_000;
/** Out of hours, and for what is of no use any more: look again after this long. */
const quietMilliseconds = 60_000;
/** Teams' "slow down" holds for one conversation or for all; for all we wait this long at most, the conversation itself as told. */
const longestPause = 5_000;

export interface SenderParts<Message> {
  store: Pick<ReminderStore, 'ledger' | 'conversations'>;
  /** The message for rows of one conversation; null when there is nothing left to say. */
  compose(claim: Claim, now: Date): Message | null;
  send(conversation: Conversation, message: Message): Promise<SendOutcome>;
  now(): Date;
  /** 0–1, for spreading retries. */
  random(): number;
  /** Unique per process: tells its claims from others'. */
  instance: string;
  log: Log;
  /** A name for the log that does not lead back to the conversation. */
  pseudonym?(conversation: string): string;
  /** For tests that drive another clock or other limits. */
  rate?: { perSecond: number; burst: number };
  inFlight?: number;
  lease?: number;
}

export interface Sender {
  /** Takes what is due and sends it off. Gives milliseconds until it is worth calling again. @throws VagvisarenError STORE_UNAVAILABLE */
  pass(): Promise<number>;
  /** Waits until everything on its way has arrived or failed, and its outcome is written. */
  settled(): Promise<void>;
}

interface Outcome {
  delivery: Delivery;
  settlement: Settlement;
}

/** Nothing is left to say. What came of earlier tries stays on record: one may have arrived. */
function gone({ failures, unsure, lastError, messageId, sentAt }: Delivery): Settlement {
  return { state: 'expired', tryAt: null, failures, unsure, lastError, messageId, sentAt };
}

/** Sends what the ledger says is due: in working hours, at Teams' pace, each message written as "sending" before it leaves. */
export function createSender<Message>(parts: SenderParts<Message>): Sender {
  const { store, compose, send, now, random, instance, log } = parts;
  const { ledger, conversations } = store;
  const { rate = shareOfTeams, inFlight = mostInFlight, lease = leaseMilliseconds, pseudonym = createPseudonyms() } = parts;
  const perMessage = 1000 / rate.perSecond;
  const flying = new Set<Promise<void>>();
  /** Outcomes that the store could not take yet. Nothing new is claimed before they are written: it could be the same rows. */
  let unwritten: Outcome[] = [];
  let quietSince = -Infinity;
  let empty = 0;

  const write = async (): Promise<void> => {
    const writing = unwritten;
    unwritten = [];
    try {
      if (writing.length > 0) await ledger.settle(instance, writing, now());
    } catch (error) {
      unwritten = [...writing, ...unwritten];
      throw error;
    }
  };

  const attempt = async (claim: Claim): Promise<SendOutcome | null> => {
    try {
      const message = compose(claim, now());
      return message === null ? null : await send(claim.conversation, message);
    } catch (error) {
      log.error(brief(error), 'a reminder could not be made');
      return { kind: 'failed', error: brief(error).error };
    }
  };

  const deliver = async (claim: Claim): Promise<void> => {
    // This process may have stood still since it claimed; another may be sending by now.
    if (claim.until.getTime() - now().getTime() < Math.min(leastLease, lease / 2)) return;
    const outcome = await attempt(claim);
    const at = now();
    const spread = random();
    // Before the outcome, so that it cannot be forgotten: should the store fail here, the message did not arrive, and its claim ends by itself.
    if (outcome?.kind === 'unreachable') await conversations.markUnreachable(claim.conversation.id, at);
    if (outcome?.kind === 'held') await ledger.pause(new Date(at.getTime() + heldPause));
    if (outcome?.kind === 'wait') await ledger.pause(new Date(at.getTime() + Math.min(outcome.milliseconds ?? perMessage, longestPause)));
    unwritten.push(...claim.deliveries.map((delivery) => ({ delivery, settlement: outcome ? settlementOf(delivery, outcome, at, spread) : gone(delivery) })));
    if (outcome && outcome.kind !== 'sent') log.warn({ conversation: pseudonym(claim.conversation.id), outcome: outcome.kind, error: 'error' in outcome ? outcome.error : undefined, reminders: claim.deliveries.length }, 'a reminder was not taken');
    await write();
  };

  const fly = (claim: Claim): void => {
    const flight = deliver(claim).catch((error: unknown) => {
      // Kept in `unwritten` and written by a later pass.
      log.error({ error: (error as Error).name }, 'the outcome of a reminder could not be written yet');
    });
    flying.add(flight);
    void flight.finally(() => flying.delete(flight));
  };

  return {
    async pass() {
      const at = now();
      await write();
      if (at.getTime() - quietSince >= quietMilliseconds) {
        quietSince = at.getTime();
        await ledger.tick(at);
        await ledger.expire(at);
      }
      if (!isSendingHours(at)) return Math.min(nextSendingHours(at).getTime() - at.getTime(), quietMilliseconds);
      const free = inFlight - flying.size;
      if (free <= 0) return perMessage;
      const claims = await ledger.claim({ now: at, limit: free, instance, leaseMilliseconds: lease, rate });
      for (const claim of claims) fly(claim);
      empty = claims.length > 0 ? 0 : empty + 1;
      // Nothing taken may mean that the share of this moment is used up: look again soon, then less and less often.
      return claims.length > 0 ? claims.length * perMessage : Math.min(perMessage * 2 ** empty, idleMilliseconds);
    },
    async settled() {
      while (flying.size > 0) await Promise.all(flying);
      await write();
    },
  };
}
