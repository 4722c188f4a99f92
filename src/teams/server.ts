import type { Socket } from 'node:net';
import { createServer, type Next, type Request, type Response, type Server } from 'restify';
import { brief } from '../log';
import type { Readiness } from '../readiness';
import { createReceive, somethingWrong, type ReceiveParts } from './receive';

export interface ServerParts extends ReceiveParts {
  /** What /healthz says: that this process is alive, and what it knows. Asks nobody else. */
  health(): object;
  /** What /readyz says: whether it is of use to send people here. */
  readiness(): Promise<Readiness>;
  /** Whether the bot is about to stop: then nobody shall keep a connection. */
  stopping(): boolean;
}

/** Milliseconds. */
const times = {
  /** For a request's headers, and for all of it: at most 512 KB from Microsoft's own machines. Node.js looks every 30 s. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Load balancers keep an idle connection for 60 s, and the one who closes must be theirs: a request that meets our closing is a 502.
  keepAliveTimeout: 75_000,
};

/** Nothing here is a page, and nothing is for keeping. https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The bot's HTTP server: POST /api/messages for the Bot Framework, GET /healthz and /readyz for operations. Not yet listening. */
export function createHttpServer(parts: ServerParts): Server {
  const { log } = parts;
  // Without a name restify sends no Server header.
  const server = createServer({ name: '', handleUncaughtExceptions: false });
  Object.assign(server.server, times);

  server.pre((_request: Request, response: Response, next: Next) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // When it is answered, not when it is asked: a turn may last into the stop, which waits for open connections.
    response.once('header', () => {
      if (parts.stopping()) response.setHeader('Connection', 'close');
    });
    next();
  });

  server.post('/api/messages', createReceive(parts));

  server.get('/healthz', async (_request: Request, response: Response) => {
    response.send(200, { status: 'ok', ...parts.health() });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const readiness = await parts.readiness();
    response.send(readiness.status === 'not ready' ? 503 : 200, readiness);
  });

  // restify takes every connection that asks for another protocol out of Node's hands, and leaves it open for ever.
  server.on('upgrade', (_request: Request, socket: Socket) => socket.destroy());

  // Without a listener an error, such as of too many open files, would end the process. `listen` has its own.
  server.once('listening', () => {
    server.on('error', (error: NodeJS.ErrnoException) => log.error({ code: error.code }, 'a connection could not be accepted'));
  });

  // restify would send the text of an unexpected error to the caller; callers get the status alone.
  server.on('restifyError', (_request: Request, response: Response, error: Error & { statusCode?: number }, callback: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error(brief(error), 'request failed');
    if (!response.headersSent) response.send(status, { error: status >= 500 ? somethingWrong : 'The request could not be read.' });
    callback();
  });
  return server;
}
