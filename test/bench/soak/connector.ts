import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asked, ConnectorFault } from './asked';

/** What the bot says, as far as it is told apart here. */
export interface Sentences {
  /** The beginning of what is said when something broke. */
  failure: string;
  /** The beginning of what is said when nobody can be reminded. */
  storeDown: string;
}

export interface Connector {
  /** With a slash at the end, as Teams gives its service addresses. */
  url: string;
  /** From now on this share (0–1) of the posts ends so, more of those that are posted again; 'none' ends all trouble. */
  trouble(kind: Exclude<ConnectorFault, 'slow'> | 'none', share?: number): void;
  /** The next posts, so many, are answered too late. */
  slow(posts: number): void;
  /** Posts that belong to nothing that was asked. */
  strays(): number;
  /** Ends the connections that nobody uses. */
  closeIdle(): void;
  stop(): Promise<void>;
}

/** The bot waits 15 s. Milliseconds. */
const tooLate = 16_000;
/** Whole seconds, as the header has them. */
export const retryAfter = 1;
/** Teams' limits are those of a conversation: whoever was refused is mostly refused again, so that the tries of some run out (0–1). */
const refusedAgain = 0.7;

/**
 * Stands in for Teams' connector: notes every post with what it answers (`asked` by the activity's id), and answers wrongly on demand.
 * Trouble means that the person gets nothing, but for 'slow': that is the post which arrives although nobody said so. After 429 alone the bot
 * knows that nothing arrived.
 */
export async function startConnector(asked: ReadonlyMap<string, Asked>, sentences: Sentences, random: () => number): Promise<Connector> {
  let trouble: { kind: Exclude<ConnectorFault, 'slow'>; share: number } | undefined;
  let slow = 0;
  let strays = 0;
  let messages = 0;
  /** What was answered with 429 last, by the request it is for: the same once more is no second answer. */
  const refused = new Map<Asked, Buffer>();
  const failure = Buffer.from(sentences.failure);
  const storeDown = Buffer.from(sentences.storeDown);

  const faultOf = (one: Asked | undefined): ConnectorFault | null => {
    if (slow > 0) {
      slow -= 1;
      return 'slow';
    }
    if (!trouble) return null;
    const share = trouble.kind === '429' && one?.posts.includes('429') ? refusedAgain : trouble.share;
    return random() < share ? trouble.kind : null;
  };

  const note = (one: Asked | undefined, body: Buffer, fault: ConnectorFault | null): void => {
    if (!one) {
      strays += 1;
      return;
    }
    const now = performance.now();
    if (refused.get(one)?.equals(body)) one.posts.pop();
    else one.said.push(body.includes(failure) ? 'failure' : 'answer');
    one.posts.push(fault);
    refused.delete(one);
    if (fault === '429') {
      one.throttledAt.push(now);
      refused.set(one, body);
    } else one.answeredAt ??= now;
    if (body.includes(storeDown)) one.withoutStore = true;
  };

  const answer = (request: IncomingMessage, response: ServerResponse, fault: ConnectorFault | null): void => {
    const say = (status: number, text: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': text.length, ...headers }).end(text);
    switch (fault) {
      case null:
        say(200, `{"id":"m${++messages}"}`);
        break;
      case 'reset':
        request.socket.resetAndDestroy();
        break;
      case 'slow':
        setTimeout(() => say(200, `{"id":"m${++messages}"}`), tooLate).unref();
        break;
      case '429':
        say(429, '{}', { 'retry-after': String(retryAfter) });
        break;
      default:
        say(Number(fault), '{}');
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    // A bot that gives up ends the connection; what it had sent whole was noted.
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      // /v3/conversations/{conversation}/activities/{the activity replied to}
      const one = asked.get(request.url!.slice(request.url!.lastIndexOf('/') + 1));
      const fault = faultOf(one);
      note(one, Buffer.concat(chunks), fault);
      answer(request, response, fault);
    });
  });
  // A connection closed for idleness just as it is used would be a reset that nobody asked for.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    trouble(kind, share = 1) {
      trouble = kind === 'none' ? undefined : { kind, share };
    },
    slow(posts) {
      slow = posts;
    },
    strays: () => strays,
    closeIdle: () => server.closeIdleConnections(),
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
