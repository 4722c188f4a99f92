import type { Language } from '../language';
import type { Conversation } from './conversation';
import type { Delivery, DeliveryState, Reason } from './delivery';
import type { SeenOccasion } from './occasion';
import type { Subscription } from './subscription';

/** What reminding needs of a store. src/store keeps it in libsql or PostgreSQL. Every method throws VagvisarenError STORE_UNAVAILABLE when the database cannot be used. */
export interface ReminderStore {
  conversations: Conversations;
  subscriptions: Subscriptions;
  occasions: Occasions;
  ledger: Ledger;
}

export interface Conversations {
  /** Keeps or renews the reference and marks the conversation reachable. Gives false when it was there, reachable and the same. */
  remember(conversation: Conversation, now: Date): Promise<boolean>;
  /** The bot was removed or blocked: nothing is sent until `remember` is called again. */
  markUnreachable(id: string, now: Date): Promise<void>;
}

/** Everything that planning the messages of one conversation needs. */
export interface Plan {
  conversation: string;
  kind: Conversation['kind'];
  reachable: boolean;
  subscriptions: Subscription[];
  /** Occasions that the person has registered for. */
  registered: { course: string; occasion: string }[];
  deliveries: Delivery[];
}

export interface Subscriptions {
  /** Plan of one conversation; empty lists when it follows nothing. */
  plan(conversation: string): Promise<Plan>;
  /** Plans of conversations that have a subscription, by conversation id, after the given one (null: from the start). */
  plans(after: string | null, limit: number): Promise<Plan[]>;
  /** Creates or changes the one subscription of this conversation and course. `since` starts anew only when following starts. */
  put(subscription: { conversation: string; course: string; following: boolean; leadDays: readonly number[] }, now: Date): Promise<Subscription>;
  /** Ends one subscription, or all: its deliveries that have not been sent are cancelled; what was sent stays on record. */
  remove(conversation: string, course: string | null, now: Date): Promise<void>;
  markRegistered(conversation: string, course: string, occasion: string, now: Date): Promise<void>;
}

/** An occasion as the knowledge has it now. */
export interface CurrentOccasion {
  course: string;
  occasion: string;
  cancelled: boolean;
}

export interface Occasions {
  /** Tells which occasions the knowledge has now; gives everything remembered, the new ones with `now`. */
  observe(current: readonly CurrentOccasion[], now: Date): Promise<SeenOccasion[]>;
  /** Everything remembered, changing nothing. */
  seen(): Promise<SeenOccasion[]>;
}

export type PlanChange =
  | { do: 'insert'; subscription: string; conversation: string; course: string; occasion: string; reason: Reason; dueAt: Date; usefulUntil: Date }
  /** Another time, or planned again after having been cancelled, expired or unreachable. Never a row that was sent. */
  | { do: 'move'; id: string; dueAt: Date; usefulUntil: Date }
  /** No longer wanted. Only a row that waits. */
  | { do: 'cancel'; id: string };

/** Messages of one conversation that are due together, claimed by this instance. */
export interface Claim {
  conversation: Conversation;
  language: Language | null;
  deliveries: Delivery[];
  /** After that another instance may take them. */
  until: Date;
}

export interface ClaimRequest {
  now: Date;
  /** At most so many conversations. */
  limit: number;
  /** Who claims: unique per process. */
  instance: string;
  leaseMilliseconds: number;
  /** The share of Teams' limit that reminders may use, for all instances together. */
  rate: { perSecond: number; burst: number };
}

export interface Settlement {
  state: DeliveryState;
  tryAt: Date | null;
  failures: number;
  unsure: number;
  lastError: string | null;
  messageId: string | null;
  sentAt: Date | null;
}

export interface LedgerStatus {
  byState: Record<DeliveryState, number>;
  /** Due time of the oldest row that waits although it is due. */
  oldestDue: Date | null;
  lastTick: Date | null;
}

export interface Ledger {
  /** Applies changes of one or more plans in one transaction. An insert of a row that is there already changes nothing. */
  apply(changes: readonly PlanChange[], now: Date): Promise<void>;
  /** Ends rows that wait and are of no use any more. Gives their number. */
  expire(now: Date): Promise<number>;
  /**
   * Takes what is due, one conversation's rows together, oldest first: writes `sending`, counts the attempt and takes
   * a token a conversation, all in one transaction. Rows whose claim ended are due again. Unreachable conversations are left alone.
   */
  claim(request: ClaimRequest): Promise<Claim[]>;
  /** Writes what became of claimed rows. A row that this instance no longer holds is left as it is. */
  settle(instance: string, settled: readonly { delivery: Delivery; settlement: Settlement }[], now: Date): Promise<void>;
  /** No token before `until`: Teams asked us to slow down. */
  pause(until: Date): Promise<void>;
  /** The sender was here. */
  tick(now: Date): Promise<void>;
  status(now: Date): Promise<LedgerStatus>;
  /** Every row, oldest due first, in pages. */
  report(after: { dueAt: Date; id: string } | null, limit: number): Promise<Delivery[]>;
}
