import { randomUUID } from 'node:crypto';
import { ActivityHandler, ActivityTypes, CardFactory, MessageFactory, TurnContext, type Activity, type InvokeResponse } from 'botbuilder';
import type { Dialogs } from '../dialogs/converse';
import type { Reply } from '../dialogs/reply';
import { VagvisarenError } from '../errors';
import type { Language } from '../language';
import type { Log } from '../log';
import type { Conversation } from '../reminders/conversation';
import { spoken, toCard } from './card';
import type { Contacts } from './contacts';
import { conversationOf } from './conversation';
import { askedAbout } from './feedback';
import { localeOf } from './locale';

/** The reply as Teams wants it: a card, a summary for notifications, and under an answer thumbs. Other channels get buttons for those. */
export function toActivity(reply: Reply, channelId = 'msteams'): Partial<Activity> {
  const { shown, ...thumbs } = askedAbout(reply, channelId);
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(toCard(shown)));
  return { ...activity, ...thumbs, summary: spoken(reply) };
}

/** What the person wrote, without the mention of the bot that group chats and channels carry. */
function textOf(context: TurnContext): string {
  TurnContext.removeRecipientMention(context.activity);
  return context.activity.text ?? '';
}

export interface BotParts {
  dialogs: Dialogs;
  contacts: Contacts;
  /** Said once where the bot has been added. */
  welcome(kind: Conversation['kind'], language: Language): Reply;
  /** What Teams asks in one request and response; null for what the bot does not know. */
  invoke(activity: Activity): Promise<InvokeResponse | null>;
  now(): Date;
  log: Log;
}

class Bot extends ActivityHandler {
  constructor(private readonly invoke: BotParts['invoke']) {
    super();
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    return (await this.invoke(context.activity)) ?? super.onInvokeActivity(context);
  }
}

/** Takes what the SDK authenticated and makes a turn of it; sends the reply into the same conversation and thread. */
export function createBot({ dialogs, contacts, welcome, invoke, now, log }: BotParts): ActivityHandler {
  const bot = new Bot(invoke);

  /** Questions are answered also while the store cannot be used. */
  const unlessDown = async <T>(work: Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof VagvisarenError)) throw error;
      log.warn({ code: error.code }, 'the store could not be used; answering all the same');
      return otherwise;
    }
  };
  const isFirst = ({ id }: Activity, conversation: Conversation) => !id || unlessDown(contacts.firstTime(conversation.id, id, now()), true);
  const remember = ({ activity }: TurnContext) => unlessDown(contacts.remember(conversationOf(activity), now()), undefined);

  bot.onMessage(async (context, next) => {
    const started = performance.now();
    const { activity } = context;
    const conversation = conversationOf(activity);
    if (!(await isFirst(activity, conversation))) {
      log.info('an activity came again: answered before');
      return;
    }
    const value: unknown = activity.value;
    const { reply, found, forgotten, keep } = await dialogs.answer({ text: textOf(context), ...(value === undefined || value === null ? {} : { action: value }), conversation, now: now() });
    const sent = await context.sendActivity(toActivity(reply, activity.channelId));
    if (!forgotten) {
      await remember(context);
      await keep(sent?.id);
    }
    log.info({
      turn: randomUUID(),
      conversationType: conversation.kind,
      outcome: found?.outcome ?? 'button',
      language: reply.language,
      entry: found?.outcome === 'answer' ? found.hits[0]?.id : undefined,
      milliseconds: Math.round(performance.now() - started),
    }, 'answered');
    await next();
  });

  bot.onInstallationUpdateAdd(async (context, next) => {
    const { activity } = context;
    const conversation = conversationOf(activity);
    // The SDK calls this for upgrades too ("add-upgrade"): nobody needs to be welcomed again.
    if (activity.action === 'add' && (await isFirst(activity, conversation))) await context.sendActivity(toActivity(welcome(conversation.kind, localeOf(activity))));
    await remember(context);
    await next();
  });
  bot.onInstallationUpdateRemove(async (context, next) => {
    await unlessDown(contacts.markUnreachable(conversationOf(context.activity).id, now()), undefined);
    await next();
  });
  return bot;
}

/** When a turn broke: one sentence with a reference for the person, the details for the log. */
export function createTurnErrorHandler(dialogs: Dialogs, log: Log): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    const reference = randomUUID().slice(0, 8);
    log.error({ reference, error: error.name, stack: error.stack?.split('\n').slice(1, 6) }, 'turn failed');
    // An invoke is answered by its response; the bot may not be a member where it comes from.
    if (context.activity.type === ActivityTypes.Invoke) return;
    await context.sendActivity(toActivity(dialogs.failure(localeOf(context.activity), reference)));
  };
}
