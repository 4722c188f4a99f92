import type { Activity, ActivityHandler } from 'botbuilder';
import type { Request, Response } from 'restify';
import { brief, type Log } from '../log';
import { noSignals, type Signals } from '../signals';
import { checkActivity } from './activity';
import type { Adapter } from './adapter';
import { refusal } from './admission';
import { isPlainJson, parseJson, readBody } from './body';
import { createRateLimit } from './rate-limit';

/** Teams sends at most 28 KB of card data and some envelope; a question of 100,000 characters must still get its answer. Bytes. */
const largestBody = 512 * 1024;

/** What those who are refused are told; nothing of a library, nothing of what they sent. */
const refusals = {
  400: 'The body is not an activity.',
  401: 'A valid token is needed.',
  403: 'This bot does not take it.',
  413: 'The body is too large.',
  415: 'The body must be application/json.',
  429: 'Too much at once.',
  503: 'Try again later.',
} as const;

/** What a caller is told of a mistake of ours. */
export const somethingWrong = 'Something went wrong.';

/** What people cause. Who joins, leaves or installs is always heard: it decides whether reminders can be sent. */
const limited = new Set(['message', 'invoke']);

export interface ReceiveParts {
  adapter: Adapter;
  bot: ActivityHandler;
  log: Log;
  signals?: Signals;
}

/**
 * The handler of POST /api/messages: from a request to a turn. Who sends it is known before the body is read.
 */
export function createReceive({ adapter, bot, log, signals = noSignals }: ReceiveParts): (request: Request, response: Response) => Promise<void> {
  const isTaken = createRateLimit();

  return async (request, response) => {
    const refuse = (status: keyof typeof refusals, problem: string): void => {
      log.warn({ status, problem }, 'a request was refused');
      signals.refused(status);
      if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      response.send(status, { error: refusals[status] });
    };

    const admission = await adapter.admit(request.headers.authorization, new Date());
    if (!admission.ok) return refuse(admission.status, admission.problem);
    if (!isPlainJson(request.headers)) return refuse(415, 'content-type');
    const text = await readBody(request, largestBody);
    if (text === null) return refuse(413, 'size');
    const body = parseJson(text);
    const checked = checkActivity(body);
    if (!checked.ok) return refuse(400, checked.problem);
    const activity = body as Activity;
    const problem = refusal(activity, adapter.identity, admission.serviceUrl);
    if (problem !== null) return refuse(403, problem);

    if (limited.has(activity.type) && !isTaken(activity.conversation.id)) {
      if (activity.type === 'invoke') return refuse(429, 'rate');
      // Teams delivers again what fails, and that would be more still. https://github.com/MicrosoftDocs/msteams-docs/issues/8998
      log.warn({ status: 200, problem: 'rate' }, 'a message was left unanswered');
      signals.refused(200);
      response.send(200);
      return;
    }
    try {
      const answered = await adapter.turn(admission.by, activity, (context) => bot.run(context));
      response.send(answered?.status ?? 200, answered?.body);
    } catch (error) {
      log.error(brief(error), 'a request was answered with 500');
      response.send(500, { error: somethingWrong });
    }
  };
}
