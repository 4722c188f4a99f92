import { ActivityHandler, ActivityTypes, CardFactory, MessageFactory, type Activity, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { Dialogs } from '../dialogs/converse';
import type { Reply } from '../dialogs/reply';
import { VagvisarenError } from '../errors';
import type { Language } from '../language';
import { brief, type Log } from '../log';
import type { Conversation } from '../reminders/conversation';
import { createPseudonyms } from '../pseudonym';
import { noSignals, type Signals } from '../signals';
import { spoken, toCard } from './card';
import type { Contacts } from './contacts';
import { conversationOf } from './conversation';
import { askedAbout } from './feedback';
import { localeOf } from './locale';
import { textWithoutMentions } from './mention';
import { elapsed, markOf } from './turn-mark';

/** The reply as Teams wants it: a card, a summary for notifications, and under an answer thumbs. Other channels get buttons for those. */
export function toActivity(reply: Reply, channelId = 'msteams'): Partial<Activity> {
  const { shown, ...thumbs } = askedAbout(reply, channelId);
  const activity = MessageFactory.attachment(CardFactory.adaptiveCard(toCard(shown)));
  return { ...activity, ...thumbs, summary: spoken(reply) };
}

export interface BotParts {
  dialogs: Pick<Dialogs, 'answer'>;
  contacts: Contacts;
  /** Said once where the bot has been added. */
  welcome(kind: Conversation['kind'], language: Language): Reply;
  /** What Teams asks in one request and response. */
  invoke(activity: Activity): Promise<InvokeResponse>;
  now(): Date;
  log: Log;
  signals?: Signals;
  /** A name for the log that does not lead back to the conversation. */
  pseudonym?(conversation: string): string;
}

class Bot extends ActivityHandler {
  constructor(private readonly invoke: BotParts['invoke']) {
    super();
  }

  protected override onInvokeActivity({ activity }: TurnContext): Promise<InvokeResponse> {
    return this.invoke(activity);
  }
}

/** Takes what the SDK authenticated and makes a turn of it; sends the reply into the same conversation and thread. */
export function createBot({ dialogs, contacts, welcome, invoke, now, log, signals = noSignals, pseudonym = createPseudonyms() }: BotParts): ActivityHandler {
  const bot = new Bot(invoke);

  const isFirst = (context: TurnContext, { id: conversation }: Conversation) => {
    const { id } = context.activity;
    return !id || unlessDown(contacts.firstTime(conversation, id, now()), true, log, context);
  };
  const remember = (context: TurnContext) => unlessDown(contacts.remember(conversationOf(context.activity), now()), undefined, log, context);

  bot.onTurn(async (context, next) => {
    const mark = markOf(context);
    await signals.span('turn', next);
    signals.turn(context.activity.type, mark.outcome, elapsed(mark) / 1_000);
  });

  bot.onMessage(async (context, next) => {
    const mark = markOf(context);
    const { activity } = context;
    const conversation = conversationOf(activity);
    const about = { turn: mark.turn, conversation: pseudonym(conversation.id) };
    if (!(await signals.span('first time', async () => isFirst(context, conversation)))) {
      mark.outcome = 'again';
      log.info(about, 'an activity came again: answered before');
      return;
    }
    const value: unknown = activity.value;
    const turn = { text: textWithoutMentions(activity), ...(value === undefined || value === null ? {} : { action: value }), conversation, now: now() };
    const { reply, found, forgotten, keep } = await signals.span('answer', () => dialogs.answer(turn));
    mark.outcome = found?.outcome ?? 'button';
    const sent = await signals.span('send', () => context.sendActivity(toActivity(reply, activity.channelId)));
    if (!forgotten) {
      await signals.span('keep', async () => {
        await remember(context);
        await keep(sent?.id);
      });
    }
    log.info({
      ...about,
      conversationType: conversation.kind,
      outcome: mark.outcome,
      language: reply.language,
      entry: found?.outcome === 'answer' ? found.hits[0]?.id : undefined,
      milliseconds: Math.round(elapsed(mark)),
    }, 'answered');
    await next();
  });

  bot.onInstallationUpdateAdd(async (context, next) => {
    const { activity } = context;
    const conversation = conversationOf(activity);
    // The SDK calls this for upgrades too ("add-upgrade"): nobody needs to be welcomed again.
    const isNew = activity.action === 'add' && (await isFirst(context, conversation));
    // Before the welcome, which may not arrive: the conversation can be reached all the same.
    await remember(context);
    if (isNew) await context.sendActivity(toActivity(welcome(conversation.kind, localeOf(activity)), activity.channelId));
    await next();
  });
  bot.onInstallationUpdateRemove(async (context, next) => {
    await unlessDown(contacts.markUnreachable(conversationOf(context.activity).id, now()), undefined, log, context);
    await next();
  });
  return bot;
}

/** Questions are answered also while the store cannot be used. */
async function unlessDown<T>(work: Promise<T>, otherwise: T, log: Log, context: TurnContext): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof VagvisarenError)) throw error;
    log.warn({ turn: markOf(context).turn, ...brief(error) }, 'the store could not be used; answering all the same');
    return otherwise;
  }
}

export interface TurnErrorParts {
  dialogs: Pick<Dialogs, 'failure'>;
  contacts: Pick<Contacts, 'unanswered'>;
  log: Log;
  signals?: Signals;
}

/**
 * When a turn broke: one sentence with a reference for the person, the details for the log under that reference. Where not even that
 * can be said, Teams may deliver the message again and find an answer.
 */
export function createTurnErrorHandler({ dialogs, contacts, log, signals = noSignals }: TurnErrorParts): (context: TurnContext, error: Error) => Promise<void> {
  return async (context, error) => {
    const mark = markOf(context);
    const { activity } = context;
    log.error({ turn: mark.turn, ...brief(error) }, 'turn failed');
    signals.turn(activity.type, 'failed', elapsed(mark) / 1_000);
    // An invoke is answered by its response; the bot may not be a member where it comes from.
    if (activity.type === ActivityTypes.Invoke) return;
    try {
      await context.sendActivity(toActivity(dialogs.failure(localeOf(activity), mark.turn), activity.channelId));
    } catch (unsaid) {
      log.error({ turn: mark.turn, ...brief(unsaid) }, 'that a turn failed could not be said');
      if (activity.id) await unlessDown(contacts.unanswered(conversationOf(activity).id, activity.id), undefined, log, context);
      throw unsaid;
    }
  };
}
