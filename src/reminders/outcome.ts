import type { Delivery } from './delivery';
import type { Settlement } from './ports';

/**
 * What became of one try to send. `error` is a short code such as "HTTP 500" or "ECONNRESET":
 * never Teams' text, which may name people.
 */
export type SendOutcome =
  | { kind: 'sent'; messageId: string | null }
  /** Teams asks to come back: after so many milliseconds, or null when it did not say. The message did not arrive. */
  | { kind: 'wait'; milliseconds: number | null }
  /** The bot itself may not or cannot send now (no token, wrong secret): nothing is wrong with the message or its receiver. */
  | { kind: 'held'; error: string }
  /** Nobody can tell whether it arrived. */
  | { kind: 'unknown'; error: string }
  /** The bot was removed or blocked, or the conversation is gone. */
  | { kind: 'unreachable'; error: string }
  /** Not taken, and trying again cannot help. */
  | { kind: 'refused'; error: string }
  /** Not taken; it may go better later. */
  | { kind: 'failed'; error: string };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Teams' limits are counted in seconds to an hour: short steps first. */
const waiting = { first: 2 * second, factor: 2, longest: 5 * minute };

/** 1, 4, 16 and 60 minutes: five tries outlast an outage of 40 minutes even with the shortest jitter. */
const failing = { first: minute, factor: 4, longest: hour };
const mostFailures = 5;

/** Long enough for a gateway to recover; short enough that the reminder is still on the right day. */
const unsurePause = minute;

/** What keeps the bot from sending concerns every message: an operator has to act, so looking again once a minute is enough. */
export const heldPause = minute;

/** A Retry-After beyond this is a mistake; without a limit it could also be no date at all. */
const longestTold = 24 * hour;

/** Exponential in the number of tries, shortened by up to half at random so that what failed together does not return together. */
function backOff(attempts: number, { first, factor, longest }: typeof waiting, random: number): number {
  return Math.min(first * factor ** Math.max(0, attempts - 1), longest) * (0.5 + random / 2);
}

/**
 * What to write in the ledger after a try, by Teams' rules: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 *
 * A wait is never given up, nor what is held: `usefulUntil` ends it. What nobody can tell is tried once more at the most. Other failures end with the fifth.
 * A row that was unsure once ends as `unknown`, not as `failed`: the first message may have arrived.
 * @param delivery the row as it was claimed
 * @param random from 0 to 1, for the jitter; the same for rows that were sent together, so that they stay together
 */
export function settlementOf(delivery: Delivery, outcome: SendOutcome, now: Date, random: number): Settlement {
  const kept = { tryAt: null, failures: delivery.failures, unsure: delivery.unsure, lastError: delivery.lastError, messageId: delivery.messageId, sentAt: delivery.sentAt };
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const givenUp = delivery.unsure > 0 ? 'unknown' : 'failed';
  switch (outcome.kind) {
    case 'sent':
      return { ...kept, state: 'sent', lastError: null, messageId: outcome.messageId, sentAt: now };
    case 'wait': {
      const told = outcome.milliseconds === null ? null : Math.min(outcome.milliseconds, longestTold);
      return { ...kept, state: 'planned', tryAt: after(told ?? backOff(delivery.attempts, waiting, random)), lastError: 'asked to wait' };
    }
    case 'held':
      return { ...kept, state: 'planned', tryAt: after(heldPause), lastError: outcome.error };
    case 'unknown':
      return { ...kept, state: 'unknown', tryAt: delivery.unsure === 0 ? after(unsurePause) : null, unsure: delivery.unsure + 1, lastError: outcome.error };
    case 'unreachable':
      return { ...kept, state: 'unreachable', lastError: outcome.error };
    case 'refused':
      return { ...kept, state: givenUp, lastError: outcome.error };
    case 'failed': {
      const failures = delivery.failures + 1;
      return failures < mostFailures
        ? { ...kept, state: 'planned', failures, tryAt: after(backOff(failures, failing, random)), lastError: outcome.error }
        : { ...kept, state: givenUp, failures, lastError: outcome.error };
    }
  }
}
