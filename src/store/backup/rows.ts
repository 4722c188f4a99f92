import { z } from 'zod';
import { complaints } from '../../dialogs/feedback/ports';
import { languages } from '../../language';
import { conversationKinds } from '../../reminders/conversation';
import { deliveryStates } from '../../reminders/delivery';
import type { Tables } from '../tables';

/** Tables whose rows a backup holds. Not the bucket: it tells what may be sent in this second. */
export type TableName = Exclude<keyof Tables, 'bucket'>;

/** A row as it is kept, with its table. */
export type BackupRow = { [T in TableName]: [table: T, row: Tables[T]] }[TableName];

const truth = z.literal([0, 1]);
/** As instant.ts writes it. */
const instant = z.iso.datetime({ precision: 3 });
const count = z.int().min(0);
const reason = z.union([z.templateLiteral(['lead:', z.int()]), z.templateLiteral(['snooze:', z.string()]), z.enum(['new', 'cancelled'])]);

/**
 * Every table in an order in which it can be filled, with what its rows are. JSON in a column is taken as it is: it is checked when it
 * is read, and one that somebody has broken should not keep all the rest from being restored.
 */
export const schemas = {
  conversations: z.strictObject({
    id: z.string(),
    kind: z.enum(conversationKinds),
    reference: z.string(),
    language: z.enum(languages).nullable(),
    shown: z.string().nullable(),
    offered: z.string().nullable(),
    reachable: truth,
    updated_at: instant,
  }),
  subscriptions: z.strictObject({ id: z.string(), conversation: z.string(), course: z.string(), following: truth, lead_days: z.string(), since: instant, updated_at: instant }),
  registrations: z.strictObject({ conversation: z.string(), course: z.string(), occasion: z.string(), at: instant }),
  occasions: z.strictObject({ course: z.string(), occasion: z.string(), first_seen: instant, cancelled_at: instant.nullable() }),
  deliveries: z.strictObject({
    id: z.string(),
    subscription: z.string(),
    conversation: z.string(),
    course: z.string(),
    occasion: z.string(),
    reason,
    due_at: instant,
    useful_until: instant,
    try_at: instant.nullable(),
    state: z.enum(deliveryStates),
    attempts: count,
    failures: count,
    unsure: count,
    claimed_by: z.string().nullable(),
    last_error: z.string().nullable(),
    message_id: z.string().nullable(),
    sent_at: instant.nullable(),
    updated_at: instant,
  }),
  activities: z.strictObject({ conversation: z.string(), activity: z.string(), at: instant }),
  settings: z.strictObject({ key: z.string(), value: z.string() }),
  feedback: z.strictObject({ id: z.string(), day: z.iso.date(), entry: z.string().nullable(), helpful: truth, reason: z.enum(complaints).nullable(), language: z.enum(languages) }),
  kept_questions: z.strictObject({
    id: z.string(),
    day: z.iso.date(),
    language: z.enum(languages),
    outcome: z.enum(['none', 'answer']),
    entry: z.string().nullable(),
    reason: z.enum(complaints).nullable(),
    question: z.string(),
  }),
} satisfies { [T in TableName]: z.ZodType<Tables[T]> };

/** In an order in which they can be filled. */
export const tableNames = Object.keys(schemas) as TableName[];

/** What identifies a row of each table, in the order of its index. */
export const keys: { [T in TableName]: readonly (keyof Tables[T] & string)[] } = {
  conversations: ['id'],
  subscriptions: ['id'],
  registrations: ['conversation', 'course', 'occasion'],
  occasions: ['course', 'occasion'],
  deliveries: ['id'],
  activities: ['conversation', 'activity'],
  settings: ['key'],
  feedback: ['id'],
  kept_questions: ['id'],
};

/** What is wrong with a row, by its columns and without what stands in them; null where it is as it ought to be. */
export function flawOf(table: TableName, row: unknown): string | null {
  const { error } = schemas[table].safeParse(row);
  return error ? error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ') : null;
}
