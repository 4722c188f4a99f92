import { z } from 'zod';

export const conversationKinds = ['personal', 'group', 'channel'] as const;

/**
 * Where the bot can write: a person's chat with it, a group chat, or a channel. Holds nobody's name.
 * Kept in the store, and checked again when it is read.
 */
export const conversationSchema = z.strictObject({
  /** Teams' id of the conversation; of a channel without the thread. */
  id: z.string().min(1).max(1024),
  kind: z.enum(conversationKinds),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(2048),
  /** The bot's own id in the conversation, "28:…". */
  botId: z.string().min(1).max(1024),
  /** "msteams", or the name of a test client. */
  channelId: z.string().min(1).max(100),
  tenantId: z.string().min(1).max(100).optional(),
});

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the bot may send to an address what it sends to a conversation, its token with it: over TLS, or on this machine, for trying out.
 * False for what is no address.
 */
export function isSafeService(serviceUrl: string): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const { protocol, hostname } = new URL(serviceUrl);
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

export type Conversation = z.infer<typeof conversationSchema>;
