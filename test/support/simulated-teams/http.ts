import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Decision, SimulatedTeams } from './teams';

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#send-to-conversation and reply-to-activity */
const sending = /^\/v3\/conversations\/([^/]+)\/activities(?:\/[^/]+)?\/?$/;

export interface Seen {
  conversationId: string;
  path: string;
  /** What was sent, as it came. */
  body: string;
  decision: Decision;
}

export interface SimulatedTeamsServer {
  /** With a slash at the end, as Teams gives its service addresses. */
  url: string;
  /** Cuts what still hangs. */
  stop(): Promise<void>;
}

function conversationOf({ method, url = '' }: IncomingMessage): string | null {
  const found = method === 'POST' ? sending.exec(url.split('?')[0]!) : null;
  try {
    return found && decodeURIComponent(found[1]!);
  } catch {
    return null;
  }
}

function answer(request: IncomingMessage, response: ServerResponse, { status, fault, retryAfterSeconds, messageId }: Decision): void {
  if (fault === 'reset') request.socket.resetAndDestroy();
  if (status === null) return;
  // restify's patch of ServerResponse makes writeHead return nothing, so no chaining here.
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }) });
  response.end(JSON.stringify(status < 300 ? { id: messageId } : { error: { code: 'SimulatedFault', message: 'Kerstin Svensson is not there.' } }));
}

/**
 * The simulated Teams behind real sockets, on loopback.
 * @param port 0: any free one
 * @param onSeen called with each request when its decision is made, before the answer
 */
export async function startSimulatedTeams(teams: SimulatedTeams, { port = 0, onSeen }: { port?: number; onSeen?: (seen: Seen) => void } = {}): Promise<SimulatedTeamsServer> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const conversationId = conversationOf(request);
      if (conversationId === null) {
        response.writeHead(404);
        response.end();
        return;
      }
      const body = Buffer.concat(chunks).toString('utf8');
      const decision = teams.receive(conversationId, body);
      onSeen?.({ conversationId, path: request.url ?? '', body, decision });
      if (decision.latencyMilliseconds > 0) setTimeout(answer, decision.latencyMilliseconds, request, response, decision);
      else answer(request, response, decision);
    });
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
