import type { Selectable } from 'kysely';
import { z } from 'zod';
import { VagvisarenError } from '../errors';
import type { Offered, Shown } from '../dialogs/memory';
import { languages } from '../language';
import { conversationSchema, type Conversation } from '../reminders/conversation';
import type { Delivery } from '../reminders/delivery';
import type { SeenOccasion } from '../reminders/occasion';
import type { Subscription } from '../reminders/subscription';
import { instantOf, instantOrNull, instantText } from './instant';
import type { DeliveriesTable, OccasionsTable, SubscriptionsTable } from './tables';

const shownSchema = z.array(z.object({ id: z.string(), rank: z.int().optional(), topic: z.string().optional(), message: z.string().optional(), at: z.iso.datetime() }));

const offeredSchema = z.object({ at: z.iso.datetime(), language: z.enum(languages), buttons: z.array(z.object({ title: z.string(), action: z.unknown() })) });

const leadDaysSchema = z.array(z.int().min(0));

/** The keys in one order, so that the same reference always is the same text. */
const referenceKeys = Object.keys(conversationSchema.shape);

/** JSON text as a value of the schema. The text stays out of the error, and so does JSON.parse's error, which quotes it. */
function fromJson<T>(column: string, text: string, schema: z.ZodType<T>): T {
  const unreadable = (why: string) => new VagvisarenError('STORE_UNAVAILABLE', `A row of the database cannot be read: ${column} ${why}.`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unreadable('is not JSON');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    throw unreadable(`is not what this version keeps there (${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ')})`);
  }
  return parsed.data;
}

/** A conversation's reference as it is kept. */
export function referenceText(conversation: Conversation): string {
  return JSON.stringify(conversation, referenceKeys);
}

/**
 * The reference that `referenceText` wrote.
 * @throws VagvisarenError STORE_UNAVAILABLE naming the column when the text is not a reference.
 */
export function referenceOf(text: string): Conversation {
  return fromJson('conversations.reference', text, conversationSchema);
}

/** What was shown lately as it is kept. */
export function shownText(shown: readonly Shown[]): string {
  return JSON.stringify(shown.map(({ at, ...rest }) => ({ ...rest, at: instantText(at) })));
}

/**
 * What `shownText` wrote.
 * @throws VagvisarenError STORE_UNAVAILABLE naming the column when it cannot be read.
 */
export function shownOf(text: string): Shown[] {
  return fromJson('conversations.shown', text, shownSchema).map(({ at, ...rest }) => ({ ...rest, at: instantOf(at) }));
}

/** What was offered last as it is kept. */
export function offeredText({ at, language, buttons }: Offered): string {
  return JSON.stringify({ at: instantText(at), language, buttons });
}

/**
 * What `offeredText` wrote.
 * @throws VagvisarenError STORE_UNAVAILABLE naming the column when it cannot be read.
 */
export function offeredOf(text: string): Offered {
  const { at, ...rest } = fromJson('conversations.offered', text, offeredSchema);
  return { ...rest, at: instantOf(at) };
}

/**
 * A row of subscriptions as the core knows it.
 * @throws VagvisarenError STORE_UNAVAILABLE naming the column when lead days cannot be read.
 */
export function subscriptionOf(row: Selectable<SubscriptionsTable>): Subscription {
  return {
    id: row.id,
    conversation: row.conversation,
    course: row.course,
    following: row.following === 1,
    leadDays: fromJson('subscriptions.lead_days', row.lead_days, leadDaysSchema),
    since: instantOf(row.since),
  };
}

/** A row of occasions as the core knows it. */
export function occasionOf(row: Selectable<OccasionsTable>): SeenOccasion {
  return { course: row.course, occasion: row.occasion, firstSeen: instantOf(row.first_seen), cancelledAt: instantOrNull(row.cancelled_at) };
}

/** A row of deliveries as the core knows it. */
export function deliveryOf(row: Selectable<DeliveriesTable>): Delivery {
  return {
    id: row.id,
    subscription: row.subscription,
    conversation: row.conversation,
    course: row.course,
    occasion: row.occasion,
    reason: row.reason,
    dueAt: instantOf(row.due_at),
    usefulUntil: instantOf(row.useful_until),
    tryAt: instantOrNull(row.try_at),
    state: row.state,
    attempts: row.attempts,
    failures: row.failures,
    unsure: row.unsure,
    lastError: row.last_error,
    messageId: row.message_id,
    sentAt: instantOrNull(row.sent_at),
  };
}
