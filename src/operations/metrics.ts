import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { LedgerStatus } from '../reminders/ports';
import type { Signals } from '../signals';

/** What is asked when somebody collects the metrics, rather than counted as it happens. */
export interface Looks {
  now(): Date;
  /** The ledger's rows by state; null, or a rejection, when the store cannot be read now. */
  ledger(): Promise<LedgerStatus | null>;
  storeWorks(): Promise<boolean>;
  /** Seconds since this process last looked for reminders that are due. */
  tickAge(): number;
  edition(): { version: string; entries: number; hasModel: boolean };
  /** Last day of the app's secret, YYYY-MM-DD. */
  secretExpires?: string;
}

export interface Metrics {
  signals: Omit<Signals, 'span'>;
  /** Prometheus' text format. Never rejects: what cannot be asked is left out. */
  text(): Promise<string>;
  contentType: string;
}

/** Teams waits 15 s; people notice from one. Seconds. */
const turnBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15];

/** Kinds of activities that are told apart; Teams may send others, and senders of nonsense any. */
const kinds = new Set(['message', 'invoke', 'installationUpdate', 'conversationUpdate', 'messageReaction']);

const until = (at: Date | null, now: Date) => (at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1_000));

/** Counters of this process, and what the store says of all. Names as Prometheus wants them: https://prometheus.io/docs/practices/naming/ */
export function createMetrics(looks: Looks): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const turns = new Counter({ name: 'vagvisaren_turns_total', help: 'Turns, by the kind of activity and how they ended', labelNames: ['kind', 'outcome'], registers });
  const seconds = new Histogram({ name: 'vagvisaren_turn_seconds', help: 'From taking an activity until Teams has taken the reply', labelNames: ['kind'], buckets: turnBuckets, registers });
  const refused = new Counter({ name: 'vagvisaren_refused_total', help: 'Requests without a turn, by HTTP status; 200: left unanswered because of the rate limit', labelNames: ['status'], registers });
  const connector = new Histogram({ name: 'vagvisaren_connector_seconds', help: "Requests to Teams' connector, by HTTP status; none: no answer", labelNames: ['status'], buckets: turnBuckets, registers });
  const sends = new Counter({ name: 'vagvisaren_reminder_sends_total', help: 'Reminder messages tried, by what became of them', labelNames: ['outcome'], registers });
  const told = new Counter({ name: 'vagvisaren_reminder_rows_total', help: 'Rows of the ledger that those messages told of', labelNames: ['outcome'], registers });
  const reloads = new Counter({ name: 'vagvisaren_knowledge_reloads_total', help: 'Changes of the knowledge while running', labelNames: ['result'], registers });
  // What is not there cannot rise: the first of each would go unseen. https://prometheus.io/docs/practices/instrumentation/#avoid-missing-metrics
  for (const result of ['taken', 'refused']) reloads.inc({ result }, 0);
  for (const kind of ['message', 'invoke']) turns.inc({ kind, outcome: 'failed' }, 0);
  for (const status of [401, 403, 503]) refused.inc({ status }, 0);
  for (const outcome of ['refused', 'failed']) told.inc({ outcome }, 0);

  const rows = new Gauge({ name: 'vagvisaren_reminders', help: "The ledger's rows by state, of all instances", labelNames: ['state'], registers });
  const queueAge = new Gauge({ name: 'vagvisaren_reminder_queue_age_seconds', help: 'How long the oldest reminder that could be sent has been due; of all instances', registers });
  const tickAge = new Gauge({ name: 'vagvisaren_reminder_tick_age_seconds', help: 'Since this process last looked for reminders that are due', registers });
  const storeUp = new Gauge({ name: 'vagvisaren_store_up', help: '1 when the database can be read and written', registers });
  const entries = new Gauge({ name: 'vagvisaren_knowledge_entries', help: 'Entries, by the version of the knowledge', labelNames: ['version'], registers });
  const model = new Gauge({ name: 'vagvisaren_model_current', help: '1 when a trained model ranks, 0 when MiniSearch alone does', registers });
  const secret = new Gauge({ name: 'vagvisaren_secret_expires_timestamp_seconds', help: "End of the last day of the app's secret (UTC); not there when no date is configured", registers: [] });
  if (looks.secretExpires !== undefined) {
    registry.registerMetric(secret);
    secret.set(Date.parse(`${looks.secretExpires}T24:00:00Z`) / 1_000);
  }

  const look = async (): Promise<void> => {
    const now = looks.now();
    const { version, entries: count, hasModel } = looks.edition();
    entries.reset();
    entries.set({ version }, count);
    model.set(hasModel ? 1 : 0);
    tickAge.set(looks.tickAge());
    storeUp.set((await looks.storeWorks()) ? 1 : 0);
    const status = await looks.ledger().catch(() => null);
    if (status) {
      const { byState, oldestDue } = status;
      for (const [state, value] of Object.entries(byState)) rows.set({ state }, value);
      queueAge.set(until(oldestDue, now));
    } else {
      // Old figures would look like good ones.
      rows.reset();
      queueAge.set(Number.NaN);
    }
  };

  return {
    signals: {
      turn(kind, outcome, took) {
        const known = kinds.has(kind) ? kind : 'other';
        turns.inc({ kind: known, outcome });
        seconds.observe({ kind: known }, took);
      },
      refused: (status) => refused.inc({ status }),
      connector: (status, took) => connector.observe({ status: status ?? 'none' }, took),
      reminder(outcome, count) {
        sends.inc({ outcome });
        told.inc({ outcome }, count);
      },
      reload: (taken) => reloads.inc({ result: taken ? 'taken' : 'refused' }),
    },
    async text() {
      await look();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
