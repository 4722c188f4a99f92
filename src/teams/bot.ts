import { randomUUID } from 'node:crypto';
import { ActivityHandler, CardFactory, MessageFactory, TurnContext, type Activity } from 'botbuilder';
import type { Dialogs } from '../dialogs/converse';
import type { Reply } from '../dialogs/reply';
import type { Language } from '../language';
import type { Log } from '../log';
import { spoken, toCard } from './card';

/** The reply as Teams wants it: a card, and a summary for notifications. */
export function toActivity(reply: Reply): Partial<Activity> {
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(toCard(reply)));
  return { ...activity, summary: spoken(reply) };
}

/** What the person wrote, without the mention of the bot that group chats and channels carry. */
function textOf(context: TurnContext): string {
  TurnContext.removeRecipientMention(context.activity);
  return context.activity.text ?? '';
}

function localeOf(activity: Activity): Language {
  return activity.locale?.toLowerCase().startsWith('en') ? 'en' : 'sv';
}

/** Takes what the SDK authenticated and makes a turn of it; sends the reply into the same conversation and thread. */
export function createBot(dialogs: Dialogs, now: () => Date, log: Log): ActivityHandler {
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const started = performance.now();
    const value: unknown = context.activity.value;
    const { reply, found } = dialogs.answer({ text: textOf(context), ...(value === undefined || value === null ? {} : { action: value }), now: now() });
    await context.sendActivity(toActivity(reply));
    log.info({
      turn: randomUUID(),
      conversationType: context.activity.conversation.conversationType ?? 'personal',
      outcome: found?.outcome ?? 'button',
      language: reply.language,
      entry: found?.outcome === 'answer' ? found.hits[0]?.id : undefined,
      milliseconds: Math.round(performance.now() - started),
    }, 'answered');
    await next();
  });
  return bot;
}

/** When a turn broke: one sentence with a reference for the person, the details for the log. */
export function createTurnErrorHandler(dialogs: Dialogs, log: Log): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    const reference = randomUUID().slice(0, 8);
    log.error({ reference, error: error.name, stack: error.stack?.split('\n').slice(1, 6) }, 'turn failed');
    await context.sendActivity(toActivity(dialogs.failure(localeOf(context.activity), reference)));
  };
}
