import type { Complaint, KeptQuestion } from '../dialogs/feedback/ports';
import type { Language } from '../language';
import type { Conversation } from '../reminders/conversation';
import type { DeliveryState, Reason } from '../reminders/delivery';

/** Text as `instantText` writes it. */
type Instant = string;
/** JSON text, checked when it is read (rows.ts). */
type Json = string;
/** YYYY-MM-DD, in Sweden. */
type Day = string;
/** SQLite has no truth values. */
type Truth = 0 | 1;

export interface ConversationsTable {
  id: string;
  /** As in the reference: planning needs it, and should not depend on reading that. */
  kind: Conversation['kind'];
  reference: Json;
  language: Language | null;
  /** Entries shown lately, null where none was. */
  shown: Json | null;
  /** The buttons of the last reply, null where it had none. */
  offered: Json | null;
  reachable: Truth;
  /** Where it is unreachable, since when: nothing is kept of such a one before it is heard of again. */
  updated_at: Instant;
}

export interface SubscriptionsTable {
  id: string;
  conversation: string;
  course: string;
  following: Truth;
  lead_days: Json;
  since: Instant;
  updated_at: Instant;
}

export interface RegistrationsTable {
  conversation: string;
  course: string;
  occasion: string;
  at: Instant;
}

export interface OccasionsTable {
  course: string;
  occasion: string;
  first_seen: Instant;
  cancelled_at: Instant | null;
}

export interface DeliveriesTable {
  id: string;
  /** Of a subscription that may have ended: what was sent stays on record. */
  subscription: string;
  conversation: string;
  course: string;
  occasion: string;
  reason: Reason;
  due_at: Instant;
  useful_until: Instant;
  try_at: Instant | null;
  state: DeliveryState;
  attempts: number;
  failures: number;
  unsure: number;
  /** The instance that sends it; null unless the state is `sending`. */
  claimed_by: string | null;
  last_error: string | null;
  message_id: string | null;
  sent_at: Instant | null;
  updated_at: Instant;
}

/** One row, with id 1: what all instances may send together (ledger/bucket.ts). */
export interface BucketTable {
  id: number;
  tokens: number;
  filled_at: Instant;
}

export interface ActivitiesTable {
  conversation: string;
  activity: string;
  at: Instant;
}

export interface SettingsTable {
  key: string;
  value: string;
}

/** What somebody thought of an answer; nobody's id, and no time of day that would lead to one. */
export interface FeedbackTable {
  id: string;
  day: Day;
  entry: string | null;
  helpful: Truth;
  reason: Complaint | null;
  language: Language;
}

/** Questions without names and numbers, where the operator keeps them. */
export interface KeptQuestionsTable {
  id: string;
  day: Day;
  language: Language;
  outcome: KeptQuestion['outcome'];
  entry: string | null;
  reason: Complaint | null;
  question: string;
}

/** The columns as they are in both databases; migrations/ makes them. */
export interface Tables {
  conversations: ConversationsTable;
  subscriptions: SubscriptionsTable;
  registrations: RegistrationsTable;
  occasions: OccasionsTable;
  deliveries: DeliveriesTable;
  bucket: BucketTable;
  activities: ActivitiesTable;
  settings: SettingsTable;
  feedback: FeedbackTable;
  kept_questions: KeptQuestionsTable;
}
