import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, loadMask, productRoot, type Parts } from './assemble';
import type { Config } from './config';
import { dayInSweden } from './day';
import { createQuestions } from './dialogs/feedback/questions';
import { reminderReply } from './dialogs/reminders/message';
import { welcomeReply } from './dialogs/welcome';
import { editionOf } from './edition';
import { createEditions } from './editions';
import { brief, type Log } from './log';
import { createMetrics } from './operations/metrics';
import { serveMetrics } from './operations/metrics-server';
import { logSecretExpiry } from './operations/secret-log';
import { startTracing } from './operations/tracing';
import { createPseudonyms } from './pseudonym';
import { readinessOf } from './readiness';
import { recently } from './recently';
import { createReminderBook } from './reminders/book';
import type { LedgerStatus } from './reminders/ports';
import { createPlanner } from './reminders/planner';
import { createSender, type Sender } from './reminders/sender';
import { repeat } from './repeat';
import { createRetention } from './retention/keep';
import { noSignals, type Signals } from './signals';
import { createStore } from './store/late-store';
import type { Store } from './store/store';
import { createAdapter, type AdapterExtras } from './teams/adapter';
import { createBot, createTurnErrorHandler, toActivity } from './teams/bot';
import type { Contacts } from './teams/contacts';
import { handleInvoke } from './teams/invoke';
import { hasConnections, listen } from './teams/listen';
import { createSend } from './teams/send';
import { createHttpServer } from './teams/server';
import { within } from './within';

/** After a failure of the store, look again after this long: milliseconds. */
const storeRetry = 5_000;
/** How long an answer about the store holds, since asking costs a write or a count, and how long it may take: milliseconds. */
const lookedFor = 5_000;
const lookWithin = 2_000;
/** A new day makes other occasions past and other reminders stale: milliseconds. */
const planEvery = 6 * 60 * 60 * 1000;
const dayLength = 24 * 60 * 60 * 1000;
/** So long a bot that stops still takes requests, telling everybody to come back on another connection: a load balancer keeps its own open. Milliseconds. */
const drainFor = 1_500;
/** Service managers wait 10 s at the least before they kill: https://docs.docker.com/reference/cli/docker/container/stop/. What is left after the first, gets the second to close. Milliseconds. */
const stopWithin = 8_000;
const closeWithin = 1_000;

/** What the bot takes from around it; tests drive these. */
export interface Outside {
  now(): Date;
  /** 0–1, for spreading retries. */
  random(): number;
  log: Log;
  /** Where knowledge/ and dialogs/ lie; the product's own unless given. */
  root?: string;
  /** The first edition's parts; those of `root` unless given. */
  parts?: Parts;
  /** The store, instead of the configuration's. */
  store?: Store;
  authentication?: AdapterExtras['elsewhere'];
}

export interface RunningBot {
  port: number;
  /** Undefined when no metrics are served. */
  metricsPort: number | undefined;
  sender: Sender;
  /** As of `Editions`. */
  reload(): Promise<boolean>;
  /** Stops taking, finishes what was begun, and closes the store: within ten seconds. */
  stop(): Promise<void>;
}

const { version } = JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')) as { version: string };

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Starts the bot: HTTP server, sender, planner, retention, metrics.
 * @throws VagvisarenError KNOWLEDGE_INVALID, DIALOGS_INVALID, MODEL_INVALID, STORE_IN_USE, STORE_NEWER or PORT_UNAVAILABLE; nothing stays open then
 */
export async function startBot(config: Config, outside: Outside): Promise<RunningBot> {
  const { log, root = productRoot } = outside;
  const first = outside.parts ?? assemble(root);
  if (!first.model) log.warn('no current ranking model: MiniSearch alone ranks; run "npm run train"');
  const store = outside.store ?? (await createStore(config.database, (error) => log.error(brief(error), 'the database cannot be opened now; trying again')));
  try {
    return await startWith(store, first, config, { ...outside, root });
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function startWith(store: Store, first: Parts, config: Config, { now, random, log, root, authentication }: Outside & { root: string }): Promise<RunningBot> {
  const { keepQuestionsDays, identity } = config;
  const { passwordExpires } = identity ?? {};
  const secret = passwordExpires === undefined ? {} : { secretExpires: passwordExpires };
  const pseudonym = createPseudonyms();
  const failed = (task: string) => (error: unknown) => log.error({ task, ...brief(error) }, 'a task failed; trying again');

  const courses = () => editions.current().courses;
  const planner = createPlanner(store, courses);
  const reminders = createReminderBook(store, planner, courses);
  const editions = createEditions({
    root,
    first,
    toEdition: (parts) =>
      editionOf(
        parts,
        { reminders, memory: store.memory, privacy: store, feedback: store.feedback },
        keepQuestionsDays === undefined ? undefined : createQuestions(store.feedback, loadMask(root, parts.vocabulary), keepQuestionsDays),
      ),
    now,
    log,
  });

  let stopping = false;
  let lastTick = now().getTime();
  const tickAge = () => Math.max(0, (now().getTime() - lastTick) / 1_000);
  const storeWorks = recently(() => within(lookWithin, store.healthy(), () => false), lookedFor);
  const ledger = recently(() => within<LedgerStatus | null>(lookWithin, store.ledger.status(now()), () => null), lookedFor);
  const metrics = config.metricsPort === undefined ? undefined : createMetrics({ now, ledger, storeWorks, tickAge, edition: editions.current, ...secret });
  const tracing = config.traceTo === undefined ? undefined : startTracing(config.traceTo);
  const signals: Signals = { ...noSignals, ...metrics?.signals, ...(tracing ? { span: tracing.span } : {}) };

  const contacts: Contacts = {
    firstTime: (conversation, activity, at) => store.activities.firstTime(conversation, activity, at),
    unanswered: (conversation, activity) => store.activities.forget(conversation, activity),
    remember: async (conversation, at) => {
      // What could not be sent while the conversation was unreachable may still be of use.
      if (await store.conversations.remember(conversation, at)) await planner.replan(conversation.id, at);
    },
    markUnreachable: (conversation, at) => store.conversations.markUnreachable(conversation, at),
  };
  const adapter = createAdapter(
    identity,
    createTurnErrorHandler({ dialogs: { failure: (...given) => editions.current().dialogs.failure(...given) }, contacts, log, signals }),
    { signals, ...(authentication ? { elsewhere: authentication } : {}) },
  );
  const server = createHttpServer({
    adapter,
    bot: createBot({
      dialogs: { answer: (turn) => editions.current().dialogs.answer(turn) },
      contacts,
      welcome: (kind, language) => welcomeReply(editions.current().room, kind, language),
      invoke: (activity) => {
        const { lookup, room } = editions.current();
        return handleInvoke({ lookup, room, now }, activity);
      },
      now,
      log,
      signals,
      pseudonym,
    }),
    health: () => ({ version, knowledge: editions.current().version, entries: editions.current().entries }),
    readiness: async () => readinessOf({ stopping, storeWorks: await storeWorks(), hasModel: editions.current().hasModel, tickAge: tickAge(), today: dayInSweden(now()), ...secret }),
    stopping: () => stopping,
    log,
    signals,
  });

  // Metrics first: from the moment that messages are taken, everything stands.
  const metricsServer = metrics && (await serveMetrics(metrics, config.metricsPort!, config.metricsHost, log).catch(async (error: unknown) => {
    await tracing?.stop();
    throw error;
  }));
  const port = await listen(server, config.port, config.host).catch(async (error: unknown) => {
    await Promise.all([metricsServer?.stop(), tracing?.stop()]);
    throw error;
  });
  if (!identity) log.warn('no MICROSOFT_APP_ID: listening on loopback only, nobody is asked who they are');
  if (identity?.type === 'SingleTenant' && passwordExpires === undefined) log.warn('no MICROSOFT_APP_PASSWORD_EXPIRES: nobody is warned before the secret ends');
  log.info({ host: config.host, port, metricsPort: metricsServer?.port, knowledge: editions.current().version, entries: editions.current().entries }, 'listening');
  void adapter.fetchKeys(now()).then((fetched) => {
    if (!fetched) log.error('login.botframework.com cannot be reached for its keys: until it can, every request is answered with 503');
  });

  const post = createSend(adapter, identity?.appId ?? '');
  const sender = createSender({
    store,
    compose: ({ conversation, language, deliveries }, at) => {
      const reply = reminderReply(editions.current().room, { conversation, language: language ?? 'sv' }, deliveries, at);
      return reply === null ? null : { reply, rows: deliveries.length };
    },
    send: async (conversation, { reply, rows }) => {
      const outcome = await signals.span('reminder', () => post(conversation, toActivity(reply)));
      signals.reminder(outcome.kind, rows);
      return outcome;
    },
    now,
    random,
    instance: randomUUID(),
    log,
    pseudonym,
  });
  const retention = createRetention({ store, questionsDays: keepQuestionsDays, decision: config.retention, log });
  const tasks = Object.entries({
    sending: async () => {
      const wait = await sender.pass();
      lastTick = now().getTime();
      return wait;
    },
    planning: async () => {
      await planner.replanAll(now());
      return planEvery;
    },
    retention: () => retention.step(now()),
    'looking after the secret': async () => {
      if (passwordExpires !== undefined) logSecretExpiry(log, passwordExpires, dayInSweden(now()));
      return dayLength;
    },
  }).map(([task, step]) => repeat(step, failed(task), storeRetry));

  const finish = async (): Promise<boolean> => {
    if (await hasConnections(server)) await pause(drainFor);
    await Promise.all([new Promise<void>((resolve) => server.close(() => resolve())), ...tasks.map((task) => task.stop())]);
    // What could not be written is sent again by the next start: better than not stopping.
    await sender.settled().catch(failed('writing outcomes'));
    return true;
  };
  const close = async (): Promise<void> => {
    const closing = [metricsServer?.stop(), tracing?.stop().catch(() => log.warn('the last traces could not be sent')), store.close().catch(failed('closing the database'))];
    await within<unknown>(closeWithin, Promise.all(closing), () => undefined);
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    editions.stop();
    if (!(await within(stopWithin, finish(), () => false))) {
      log.error('not everything could be finished in time');
      server.server.closeAllConnections();
    }
    await close();
  };
  let stopped: Promise<void> | undefined;

  return {
    port,
    metricsPort: metricsServer?.port,
    sender,
    async reload() {
      const taken = await editions.reload();
      signals.reload(taken);
      // Occasions may have moved; should the store be down, the next planning finds it.
      if (taken) await planner.replanAll(now()).catch(failed('planning'));
      return taken;
    },
    stop: () => (stopped ??= stop()),
  };
}
