import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble, loadMask, productRoot, type Parts } from './assemble';
import type { Config } from './config';
import { dayInSweden } from './day';
import { createQuestions } from './dialogs/feedback/questions';
import { reminderReply } from './dialogs/reminders/message';
import { welcomeReply } from './dialogs/welcome';
import { editionOf, type Edition } from './edition';
import { VagvisarenError } from './errors';
import { inThread } from './in-thread';
import { brief, type Log } from './log';
import { createMetrics } from './operations/metrics';
import { serveMetrics } from './operations/metrics-server';
import { logSecretExpiry } from './operations/secret-log';
import { startTracing } from './operations/tracing';
import type { Prepared, Preparing } from './prepare';
import { createPseudonyms } from './pseudonym';
import { readinessOf } from './readiness';
import { recently } from './recently';
import { createReminderBook } from './reminders/book';
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

/** After a failure of the store, look again after this long: milliseconds. */
const storeRetry = 5_000;
/** How long an answer about the store holds, since asking costs a write or a count: milliseconds. */
const lookedFor = 5_000;
/** A new day makes other occasions past and other reminders stale: milliseconds. */
const planEvery = 6 * 60 * 60 * 1000;
const dayLength = 24 * 60 * 60 * 1000;
/** So long a bot that stops still takes requests, telling everybody to come back on another connection: a load balancer keeps its own open. Milliseconds. */
const drainFor = 1_500;
/** Service managers wait 10 s at the least before they kill: https://docs.docker.com/reference/cli/docker/container/stop/. Milliseconds. */
const stopWithin = 8_000;

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
  /** Checks the knowledge aside and takes it in as a whole. False when it was refused: the log says why, and the old one speaks on. Never rejects. */
  reload(): Promise<boolean>;
  /** Stops taking, finishes what was begun, and closes the store: within ten seconds. */
  stop(): Promise<void>;
}

function storeFailureTo(log: Log): (error: unknown) => void {
  return (error) => log.error(error instanceof VagvisarenError ? { code: error.code } : brief(error), 'reminders cannot be kept or sent now; trying again');
}

const { version } = JSON.parse(readFileSync(join(productRoot, 'package.json'), 'utf8')) as { version: string };

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Starts the bot: HTTP server, sender, planner, retention, metrics.
 * @throws VagvisarenError KNOWLEDGE_INVALID, DIALOGS_INVALID, MODEL_INVALID, STORE_IN_USE, STORE_NEWER or PORT_UNAVAILABLE
 */
export async function startBot(config: Config, outside: Outside): Promise<RunningBot> {
  const { now, log, root = productRoot } = outside;
  const storeFailure = storeFailureTo(log);
  const pseudonym = createPseudonyms();
  const first = outside.parts ?? assemble(root);
  if (!first.model) log.warn('no current ranking model: MiniSearch alone ranks; run "npm run train"');

  const store = outside.store ?? (await createStore(config.database, storeFailure));
  const courses = () => edition.courses;
  const planner = createPlanner(store, courses);
  const reminders = createReminderBook(store, planner, courses);
  const { keepQuestionsDays } = config;
  const toEdition = (parts: Parts): Edition =>
    editionOf(
      parts,
      { reminders, memory: store.memory, privacy: store, feedback: store.feedback },
      keepQuestionsDays === undefined ? undefined : createQuestions(store.feedback, loadMask(root, parts.samples), keepQuestionsDays),
    );
  // Everything below asks for the current one anew, each turn keeps the one it began with.
  let edition = toEdition(first);

  const storeWorks = recently(() => store.healthy(), lookedFor);
  let lastTick = now().getTime();
  const tickAge = () => Math.max(0, (now().getTime() - lastTick) / 1_000);
  const { passwordExpires } = config.identity ?? {};
  const secret = passwordExpires === undefined ? {} : { secretExpires: passwordExpires };
  const metrics = config.metricsPort === undefined ? undefined : createMetrics({ now, ledger: recently(() => store.ledger.status(now()), lookedFor), storeWorks, tickAge, edition: () => edition, ...secret });
  const tracing = config.traceTo === undefined ? undefined : startTracing(config.traceTo);
  const signals: Signals = { ...noSignals, ...metrics?.signals, ...(tracing ? { span: tracing.span } : {}) };

  const adapter = createAdapter(
    config.identity,
    createTurnErrorHandler({ failure: (...given) => edition.dialogs.failure(...given) }, log, signals),
    { signals, ...(outside.authentication ? { elsewhere: outside.authentication } : {}) },
  );
  const contacts: Contacts = {
    firstTime: (conversation, activity, at) => store.activities.firstTime(conversation, activity, at),
    remember: async (conversation, at) => {
      // What could not be sent while the conversation was unreachable may still be of use.
      if (await store.conversations.remember(conversation, at)) await planner.replan(conversation.id, at);
    },
    markUnreachable: (conversation, at) => store.conversations.markUnreachable(conversation, at),
  };
  let stopping = false;
  const server = createHttpServer({
    adapter,
    bot: createBot({
      dialogs: { answer: (turn) => edition.dialogs.answer(turn) },
      contacts,
      welcome: (kind, language) => welcomeReply(edition.room, kind, language),
      invoke: (activity) => handleInvoke({ lookup: edition.lookup, room: edition.room, now }, activity),
      now,
      log,
      signals,
      pseudonym,
    }),
    health: () => ({ version, knowledge: edition.version, entries: edition.entries }),
    readiness: async () => readinessOf({ stopping, storeWorks: await storeWorks(), hasModel: edition.hasModel, tickAge: tickAge(), today: dayInSweden(now()), ...secret }),
    stopping: () => stopping,
    log,
    signals,
  });

  const closed = () => new Promise<void>((resolve) => server.close(() => resolve()));
  const port = await listen(server, config.port, config.host).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const metricsServer = metrics && (await serveMetrics(metrics, config.metricsPort!, config.host).catch(async (error: unknown) => {
    await Promise.all([closed(), store.close()]);
    throw error;
  }));
  if (!config.identity) log.warn('no MICROSOFT_APP_ID: listening on loopback only, nobody is asked who they are');
  log.info({ host: config.host, port, metricsPort: metricsServer?.port, knowledge: edition.version, entries: edition.entries }, 'listening');
  void adapter.fetchKeys(now()).then((fetched) => {
    if (!fetched) log.error('login.botframework.com cannot be reached for its keys: until it can, every request is answered with 503');
  });

  const post = createSend(adapter, config.identity?.appId ?? '');
  const sender = createSender({
    store,
    compose: ({ conversation, language, deliveries }, at) => {
      const reply = reminderReply(edition.room, { conversation, language: language ?? 'sv' }, deliveries, at);
      return reply === null ? null : { reply, rows: deliveries.length };
    },
    send: async (conversation, { reply, rows }) => {
      const outcome = await signals.span('reminder', () => post(conversation, toActivity(reply)));
      signals.reminder(outcome.kind, rows);
      return outcome;
    },
    now,
    random: outside.random,
    instance: randomUUID(),
    log,
    pseudonym,
  });
  const planning = repeat(async () => {
    await planner.replanAll(now());
    return planEvery;
  }, storeFailure, storeRetry);
  const retention = createRetention({ store, questionsDays: keepQuestionsDays, decision: config.retention, log });
  const tidying = repeat(() => retention.step(now()), storeFailure, storeRetry);
  const sending = repeat(async () => {
    const wait = await sender.pass();
    lastTick = now().getTime();
    return wait;
  }, storeFailure, storeRetry);
  const looking = passwordExpires === undefined ? undefined : repeat(async () => {
    logSecretExpiry(log, passwordExpires, dayInSweden(now()));
    return dayLength;
  }, storeFailure, storeRetry);

  const takeIn = async (): Promise<boolean> => {
    try {
      const { problems, warnings } = await inThread<Prepared>(join(__dirname, 'prepare'), { root, today: dayInSweden(now()) } satisfies Preparing);
      if (problems.length > 0) {
        log.error({ problems, knowledge: edition.version }, 'the changed knowledge is refused; the old one speaks on');
        return false;
      }
      edition = toEdition(assemble(root));
      if (warnings.length > 0) log.warn({ warnings }, 'the changed knowledge is taken in, with warnings');
    } catch (error) {
      log.error({ error: (error as Error).name, knowledge: edition.version }, 'the changed knowledge could not be read; the old one speaks on');
      return false;
    }
    log.info({ knowledge: edition.version, entries: edition.entries }, 'the changed knowledge is taken in');
    // Occasions may have moved; should the store be down, the next planning finds it.
    await planner.replanAll(now()).catch(storeFailure);
    return true;
  };
  let reloading: Promise<boolean> = Promise.resolve(true);

  const finish = async (): Promise<void> => {
    if (await hasConnections(server)) await pause(drainFor);
    await Promise.all([closed(), planning.stop(), tidying.stop(), sending.stop(), looking?.stop(), reloading]);
    // What could not be written is sent again by the next start: better than not stopping.
    await sender.settled().catch(storeFailure);
  };

  return {
    port,
    metricsPort: metricsServer?.port,
    sender,
    reload() {
      reloading = reloading.then(takeIn).then((taken) => {
        signals.reload(taken);
        return taken;
      });
      return reloading;
    },
    async stop() {
      stopping = true;
      let late: NodeJS.Timeout | undefined;
      const tooLate = new Promise<void>((resolve) => {
        late = setTimeout(() => {
          log.error('not everything could be finished in time');
          server.server.closeAllConnections();
          resolve();
        }, stopWithin);
      });
      await Promise.race([finish(), tooLate]);
      clearTimeout(late);
      await Promise.all([metricsServer?.stop(), tracing?.stop().catch(() => log.warn('the last traces could not be sent'))]);
      await store.close();
    },
  };
}
