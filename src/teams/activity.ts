import { z } from 'zod';

/**
 * An id of Teams. It becomes a part of the address that the reply is sent to, where dots would lead to another place, half a character
 * cannot stand, and databases take no NUL.
 */
const id = z.string().min(1).max(1024).refine((text) => !/[\p{Cc}\p{Surrogate}]|^\.{1,2}$/u.test(text), 'not an id');

const optionalText = z.string().nullish();

/** What the SDK copies into the reply must be of the right type: otherwise it cannot write the reply. */
const party = z.looseObject({ id, name: optionalText, aadObjectId: optionalText, role: optionalText });
/** Of a conversation the SDK also makes a header. */
const conversationId = id.regex(/^[\x20-\x7e]+$/);
const conversation = party.extend({ id: conversationId, conversationType: optionalText, isGroup: z.boolean().nullish(), tenantId: optionalText });

/**
 * What an activity must have before the SDK sees it. Everything the bot uses is checked; the rest passes through.
 * An activity without serviceUrl would cost the SDK six seconds before it fails.
 */
const activity = z.looseObject({
  type: z.string().min(1).max(100),
  id: id.optional(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2048),
  from: party,
  recipient: party,
  conversation,
  locale: optionalText,
  text: z.string().max(200_000).nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).max(1000).nullish(),
});

/** Cards in cards reach some twenty; what walks through a value by calling itself must not run out of stack. */
const deepest = 64;

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

/** Whether a request's body is an activity; `problem` says in one line what is missing, without the body's content. */
export function checkActivity(body: unknown): { ok: true } | { ok: false; problem: string } {
  if (isDeeperThan(deepest, body)) return { ok: false, problem: 'body: too deep' };
  const parsed = activity.safeParse(body);
  if (parsed.success) return { ok: true };
  const { path, message } = parsed.error.issues[0]!;
  return { ok: false, problem: `${path.join('.') || 'body'}: ${message}` };
}
