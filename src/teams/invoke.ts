import type { Activity, InvokeResponse } from 'botbuilder';
import { openForm, submitForm, type FeedbackParts } from './feedback';
import { answerLink, answerQuery, type MessageExtensionParts } from './message-extension';

/** What the handlers of invokes work with. */
export type InvokeParts = MessageExtensionParts & FeedbackParts;

type Handler = (parts: InvokeParts, activity: Activity) => InvokeResponse | Promise<InvokeResponse>;

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['composeExtension/query', (parts, activity) => ({ status: 200, body: answerQuery(parts, activity) })],
  ['composeExtension/queryLink', (parts, activity) => ({ status: 200, body: answerLink(parts, activity) })],
  ['message/fetchTask', openForm],
  ['message/submitAction', submitForm],
]);

/**
 * Answers what Teams asks of the bot in one request and response, without a message: for the message extension, and for the thumbs
 * under an answer. Nothing else: the SDK's own refusals repeat what was sent.
 * @returns 501 where no handler has the activity's name
 */
export async function handleInvoke(parts: InvokeParts, activity: Activity): Promise<InvokeResponse> {
  const handler = handlers.get(activity.name ?? '');
  return handler ? handler(parts, activity) : { status: 501 };
}
