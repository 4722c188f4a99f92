/**
 * The states of one row of the ledger. `planned`, `sending` and a first `unknown` have a `tryAt`; the others are final,
 * but `cancelled`, `expired` and `unreachable` may be planned anew when the reason for them is gone.
 */
export const deliveryStates = ['planned', 'sending', 'sent', 'unknown', 'unreachable', 'failed', 'cancelled', 'expired'] as const;

export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Why a message goes out: a lead time before the last registration day ("lead:7"), a wish to be reminded later
 * ("snooze:2026-12-01", the day), a new occasion, or one that was cancelled.
 */
export type Reason = `lead:${number}` | `snooze:${string}` | 'new' | 'cancelled';

/** One row of the ledger: unique by subscription, course, occasion and reason. */
export interface Delivery {
  id: string;
  subscription: string;
  conversation: string;
  course: string;
  /** `occasionKey` of the occasion. */
  occasion: string;
  reason: Reason;
  dueAt: Date;
  /** From then on it is of no use to the receiver. */
  usefulUntil: Date;
  /** When it is to be tried (again), or when the claim on it ends; null when the state is final. */
  tryAt: Date | null;
  state: DeliveryState;
  /** How often it was claimed, whatever came of it. */
  attempts: number;
  /** How often it was not taken, waits not counted. */
  failures: number;
  /** How often nobody could tell whether it arrived. */
  unsure: number;
  /** What went wrong last, without anybody's data. */
  lastError: string | null;
  /** Teams' id of the message. */
  messageId: string | null;
  sentAt: Date | null;
}
