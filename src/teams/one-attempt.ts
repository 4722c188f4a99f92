import type { Agent } from 'node:http';
import type { MiddlewareHandler, TurnContext } from 'botbuilder';
import { noSignals, type Signals } from '../signals';
import { createConnections, type Connections } from './connections';
import { createPatience, pause, type Waiting } from './throttled';

/** Teams' connector answers in well under a second; what takes this long will not answer. Milliseconds. */
export const sendTimeoutMilliseconds = 15_000;

/** What is known of a request to Teams, filled in while it goes on. */
export interface Attempt {
  /** It was handed to the network: from here on it may arrive. False while the SDK is fetching a token. */
  posted: boolean;
  /** The HTTP status of a complete answer. */
  status: number | null;
  /** The Retry-After header of that answer, as it came. */
  retryAfter: string | null;
}

/** The parts of @azure/core-rest-pipeline that are used; importing it would tie us to the SDK's own dependency. */
interface Request {
  url: string;
  abortSignal?: AbortSignal;
  agent?: Agent;
}
interface Response {
  status: number;
  headers: { get(name: string): string | undefined };
}
interface Policy {
  name: string;
  sendRequest(request: Request, next: (request: Request) => Promise<Response>): Promise<Response>;
}
interface Pipeline {
  addPolicy(policy: Policy, options: { phase?: 'Serialize' | 'Retry'; afterPhase?: 'Sign' }): void;
  removePolicy(which: { name?: string; phase?: 'Retry' }): unknown;
}

/**
 * Ends the request after some milliseconds. The SDK's own time-out stops at the headers and does not cover the token;
 * this one runs from the token to the last byte, and a token that comes too late is not used for a POST.
 */
function timeLimit(milliseconds: number): Policy {
  return {
    name: 'vagvisaren-time-limit',
    async sendRequest(request, next) {
      const controller = new AbortController();
      request.abortSignal = controller.signal;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => {
          reject(Object.assign(new Error('Teams did not answer in time.'), { code: 'TIMEOUT' }));
          controller.abort();
        }, milliseconds);
      });
      try {
        return await Promise.race([next(request), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Notes how far the request came, next to the network, before the SDK makes its own errors of what happened. */
function watch(attempt: Attempt): Policy {
  return {
    name: 'vagvisaren-watch',
    async sendRequest(request, next) {
      Object.assign(attempt, { posted: true, status: null, retryAfter: null } satisfies Attempt);
      const response = await next(request);
      Object.assign(attempt, { status: response.status, retryAfter: response.headers.get('retry-after') ?? null });
      return response;
    },
  };
}

/** Tells how each request to Teams ended, and how long it took. */
function counting(signals: Signals): Policy {
  return {
    name: 'vagvisaren-counting',
    async sendRequest(request, next) {
      const started = performance.now();
      let status: number | null = null;
      try {
        const response = await next(request);
        ({ status } = response);
        return response;
      } finally {
        signals.connector(status, (performance.now() - started) / 1_000);
      }
    },
  };
}

/** Sends a request on our own connections, unless it goes through a proxy. */
function connecting({ http, https }: Connections): Policy {
  return {
    name: 'vagvisaren-connecting',
    sendRequest(request, next) {
      request.agent ??= request.url.startsWith('https:') ? https : http;
      return next(request);
    },
  };
}

/** Posts again what Teams throttles, as long as this turn's patience lasts. */
function patient(waiting: Waiting): Policy {
  const post = createPatience(waiting);
  return { name: 'vagvisaren-patient', sendRequest: (request, next) => post(() => next(request), request.abortSignal) };
}

function pipelineOf(context: TurnContext): Pipeline {
  const connector = context.turnState.get<{ client?: { pipeline?: Pipeline } } | undefined>(context.adapter.ConnectorClientKey);
  const pipeline = connector?.client?.pipeline;
  if (!pipeline) throw new Error('The connector client has no pipeline: another version of botbuilder?');
  return pipeline;
}

/**
 * Makes this turn's connector client send every message once and not wait for ever. The SDK would send a POST up to four times
 * after a reset or a 500, and the person would see it as often. What `oneAttempt` tries again is not tried again either.
 * @returns what becomes of the turn's latest request; it changes while the request goes on
 * @throws Error when the turn has no connector client, or one without the pipeline that botbuilder 4.23 gives it
 */
export function limitToOneAttempt(context: TurnContext, timeoutMilliseconds = sendTimeoutMilliseconds): Attempt {
  const pipeline = pipelineOf(context);
  const attempt: Attempt = { posted: false, status: null, retryAfter: null };
  const limit = timeLimit(timeoutMilliseconds);
  const watcher = watch(attempt);
  pipeline.removePolicy({ phase: 'Retry' });
  // A redirect would be a second POST, and without its token.
  pipeline.removePolicy({ name: 'redirectPolicy' });
  for (const { name } of [limit, watcher]) pipeline.removePolicy({ name });
  pipeline.addPolicy(limit, { phase: 'Serialize' });
  pipeline.addPolicy(watcher, { afterPhase: 'Sign' });
  return attempt;
}

export interface AttemptOptions extends Partial<Waiting> {
  /** From fetching the token to the last byte of the last answer, waits included. */
  timeoutMilliseconds?: number;
  signals?: Signals;
  connections?: Connections;
}

/**
 * For every turn of an adapter: each message is delivered once at the most, what Teams throttles is posted again for a while, on connections
 * of its own, and all requests are counted, also those that are throttled: `adapter.use(oneAttempt())`.
 */
export function oneAttempt({
  timeoutMilliseconds = sendTimeoutMilliseconds,
  signals = noSignals,
  connections = createConnections(),
  now = () => new Date(),
  random = Math.random,
  sleep = pause,
}: AttemptOptions = {}): MiddlewareHandler {
  const policies = [counting(signals), connecting(connections)];
  return (context, next) => {
    limitToOneAttempt(context, timeoutMilliseconds);
    const pipeline = pipelineOf(context);
    // Within the time limit, outside of what counts and watches each POST.
    pipeline.addPolicy(patient({ now, random, sleep }), { phase: 'Retry' });
    for (const policy of policies) pipeline.addPolicy(policy, { afterPhase: 'Sign' });
    return next();
  };
}
