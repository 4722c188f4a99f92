import type { IncomingMessage } from 'node:http';

/**
 * A request's body as text. restify's reader is not used: it unpacks gzip without a limit and dies of gzip that is broken.
 * @param largest bytes; null when there are more
 * @returns an empty text when the sender hung up before the end
 */
export async function readBody(request: IncomingMessage, largest: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // What is too much is read and dropped: to stop reading would cut the connection before the answer is there.
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= largest) chunks.push(chunk);
    }
  } catch {
    return '';
  }
  return size > largest ? null : Buffer.concat(chunks).toString('utf8');
}

/** Whether a request carries JSON, not packed. */
export function isPlainJson({ 'content-type': type = '', 'content-encoding': encoding = 'identity' }: IncomingMessage['headers']): boolean {
  return /^application\/json\s*(;|$)/i.test(type) && encoding === 'identity';
}

/** The value of a JSON text; undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
