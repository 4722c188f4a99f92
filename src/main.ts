import { randomUUID } from 'node:crypto';
import { assemble, loadMask, productRoot } from './assemble';
import { readConfig } from './config';
import { dayInSweden } from './day';
import { createDialogs } from './dialogs/converse';
import { createQuestions } from './dialogs/feedback/questions';
import { createLookup } from './dialogs/lookup';
import { reminderReply } from './dialogs/reminders/message';
import type { Room } from './dialogs/room';
import { welcomeReply } from './dialogs/welcome';
import { VagvisarenError } from './errors';
import { coursesOf } from './knowledge/load';
import { createLog, type Log } from './log';
import { createReminderBook } from './reminders/book';
import { createPlanner } from './reminders/planner';
import { createSender } from './reminders/sender';
import { recently } from './recently';
import { repeat } from './repeat';
import { createStore } from './store/late-store';
import { createAdapter } from './teams/adapter';
import { createBot, createTurnErrorHandler, toActivity } from './teams/bot';
import { routeConsole } from './teams/console';
import type { Contacts } from './teams/contacts';
import { handleInvoke } from './teams/invoke';
import { listen } from './teams/listen';
import { logSecretExpiry } from './teams/secret-expiry';
import { createSend } from './teams/send';
import { createHttpServer } from './teams/server';

const now = () => new Date();
/** After a failure of the store, look again after this long: milliseconds. */
const storeRetry = 5_000;
/** How long an answer about the store's health holds, since asking writes: milliseconds. */
const healthFor = 5_000;
/** A new day makes other occasions past and other reminders stale: milliseconds. */
const planEvery = 6 * 60 * 60 * 1000;
const dayLength = 24 * 60 * 60 * 1000;

function logStoreFailure(log: Log): (error: unknown) => void {
  return (error) => log.error(error instanceof VagvisarenError ? { code: error.code } : { error: (error as Error).name, stack: (error as Error).stack?.split('\n').slice(1, 6) }, 'reminders cannot be kept or sent now; trying again');
}

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  routeConsole(log);
  const { knowledge, room, samples, model } = assemble();
  if (!model) log.warn('no current ranking model: MiniSearch alone ranks; run "npm run train"');
  const courses = () => coursesOf(knowledge);

  const store = await createStore(config.database, logStoreFailure(log));
  const planner = createPlanner(store, courses);
  const { keepQuestionsDays } = config;
  const talking: Room = {
    ...room,
    reminders: createReminderBook(store, planner, courses),
    memory: store.memory,
    privacy: store,
    feedback: store.feedback,
    ...(keepQuestionsDays === undefined ? {} : { questions: createQuestions(store.feedback, loadMask(productRoot, samples), keepQuestionsDays) }),
  };
  const dialogs = createDialogs(talking);
  const lookup = createLookup(talking);
  const adapter = createAdapter(config.identity, createTurnErrorHandler(dialogs, log));
  const contacts: Contacts = {
    firstTime: (conversation, activity, at) => store.activities.firstTime(conversation, activity, at),
    remember: async (conversation, at) => {
      // What could not be sent while the conversation was unreachable may still be of use.
      if (await store.conversations.remember(conversation, at)) await planner.replan(conversation.id, at);
    },
    markUnreachable: (conversation, at) => store.conversations.markUnreachable(conversation, at),
  };
  const server = createHttpServer({
    adapter,
    bot: createBot({
      dialogs,
      contacts,
      welcome: (kind, language) => welcomeReply(talking, kind, language),
      invoke: (activity) => handleInvoke({ lookup, room: talking, now }, activity),
      now,
      log,
    }),
    entries: knowledge.entries.size,
    remindersWork: recently(() => store.healthy(), healthFor),
    log,
  });

  const port = await listen(server, config.port, config.host).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  if (!config.identity) log.warn('no MICROSOFT_APP_ID: listening on loopback only, nobody is asked who they are');
  log.info({ host: config.host, port, entries: knowledge.entries.size }, 'listening');
  void adapter.fetchKeys(now()).then((fetched) => {
    if (!fetched) log.error('login.botframework.com cannot be reached for its keys: until it can, every request is answered with 503');
  });

  const post = createSend(adapter, config.identity?.appId ?? '');
  const sender = createSender({
    store,
    compose: ({ conversation, language, deliveries }, at) => reminderReply(talking, { conversation, language: language ?? 'sv' }, deliveries, at),
    send: (conversation, reply) => post(conversation, toActivity(reply)),
    now,
    random: Math.random,
    instance: randomUUID(),
    log,
  });
  const planning = repeat(async () => {
    await planner.replanAll(now());
    // Where keeping has been switched off, what was kept goes too: everything before tomorrow.
    await store.feedback.expireQuestions(new Date(now().getTime() - (keepQuestionsDays ?? -1) * dayLength));
    return planEvery;
  }, logStoreFailure(log), storeRetry);
  const sending = repeat(() => sender.pass(), logStoreFailure(log), storeRetry);
  const { passwordExpires } = config.identity ?? {};
  if (passwordExpires !== undefined) {
    logSecretExpiry(log, passwordExpires, dayInSweden(now()));
    setInterval(() => logSecretExpiry(log, passwordExpires, dayInSweden(now())), dayLength).unref();
  }

  const stop = async (): Promise<void> => {
    await Promise.all([new Promise<void>((resolve) => server.close(() => resolve())), planning.stop(), sending.stop()]);
    // What could not be written is sent again by the next start: better than not stopping.
    await sender.settled().catch(logStoreFailure(log));
    await store.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

start().catch((error: unknown) => {
  if (!(error instanceof VagvisarenError)) throw error;
  process.stderr.write(`${error.message}\n${error.whatToDo}\n`);
  process.exitCode = 1;
});
