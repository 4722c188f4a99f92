import { dayInSweden } from '../day';
import type { Log } from '../log';
import { localTime } from '../reminders/working-time';
import type { RetentionStore } from './ports';

/**
 * What somebody has decided to delete, by days. What the bot keeps at a Swedish authority are public documents (allmänna handlingar):
 * deleting them is gallring, and needs a decision that the authority has made (arkivlagen (1990:782) 10 §, and a region's own
 * decisions). Personal data may on the other hand be kept no longer than needed (GDPR article 5.1 e). Hence nothing of this
 * is deleted until there is a decision, and every run says on which decision it was.
 */
export interface Decision {
  /** What the decision is found by, such as a registration number. Goes into the log. */
  reference: string;
  /** So many days after it was sent, or came to nothing. Undefined, as with the others: kept. */
  deliveries?: number | undefined;
  /** So many days after somebody rated an answer. */
  feedback?: number | undefined;
  /** So many days after the bot was removed or blocked. What was sent there stays for as long as `deliveries` says. */
  unreachable?: number | undefined;
}

/** How many went: rows, and of `unreachable` and `memory` conversations. */
export interface Gone {
  deliveries: number;
  feedback: number;
  questions: number;
  unreachable: number;
  memory: number;
  activities: number;
}

export interface RetentionParts {
  store: RetentionStore;
  /** So many days questions without an answer are kept. Undefined: none is, and what was kept before goes. */
  questionsDays?: number | undefined;
  decision?: Decision | undefined;
  log: Log;
}

export interface Retention {
  /** Deletes what is too old at `now`. Again, or by several instances at once, it finds nothing more. */
  run(now: Date): Promise<Gone>;
  /**
   * Runs once a day of all instances together, after 03:00 in Sweden, or later where no instance was up then. Gives milliseconds
   * until it should be called again. Both throw VagvisarenError STORE_UNAVAILABLE.
   */
  step(now: Date): Promise<number>;
}

const dayLength = 24 * 60 * 60 * 1000;
/** Swedish time: nobody is reminded then, and hardly anybody asks. */
const earliest = '03:00';
/** Short beside a day, so that a computer that slept, or a clock that was put right, makes little difference. */
const lookAgain = 60 * 60 * 1000;

/** Rows in one transaction: 20 ms (measured, 180,000 in the ledger) in which libsql does nothing else. A conversation takes many rows with it. */
const portion = 200;
const portionOfConversations = 50;

/** What was shown and offered is made use of for half an hour (dialogs/memory.ts); after that it is only kept. */
const rememberedFor = 30 * 60 * 1000;
/** Teams delivers a message again within minutes, if it does. */
const namedFor = 60 * 60 * 1000;

/** The setting that holds the last day (YYYY-MM-DD) that was done. */
const lastDay = 'retention.day';

const atMessages = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function all(limit: number, remove: (limit: number) => Promise<number>): Promise<number> {
  let gone = 0;
  for (;;) {
    const more = await remove(limit);
    gone += more;
    if (more < limit) return gone;
    // libsql is synchronous: without this, messages would wait for the last portion.
    await atMessages();
  }
}

/** The one place where it is decided what goes for its age. Memory, ids of messages, and questions that are not to be kept, go without a decision. */
export function createRetention({ store, questionsDays, decision, log }: RetentionParts): Retention {
  const { deletions, feedback, settings } = store;

  const run = async (now: Date): Promise<Gone> => {
    const ago = (days: number) => new Date(now.getTime() - days * dayLength);
    const decided = (days: number | undefined, limit: number, remove: (before: Date, limit: number) => Promise<number>) =>
      days === undefined ? 0 : all(limit, (most) => remove(ago(days), most));
    const gone: Gone = {
      deliveries: await decided(decision?.deliveries, portion, (before, limit) => deletions.deliveries(before, now, limit)),
      feedback: await decided(decision?.feedback, portion, (before, limit) => deletions.feedback(before, limit)),
      // Those of today are before tomorrow.
      questions: await feedback.expireQuestions(ago(questionsDays ?? -1)),
      unreachable: await decided(decision?.unreachable, portionOfConversations, (before, limit) => deletions.unreachable(before, now, limit)),
      memory: await all(portion, (limit) => deletions.memory(new Date(now.getTime() - rememberedFor), limit)),
      activities: await all(portion, (limit) => deletions.activities(new Date(now.getTime() - namedFor), limit)),
    };
    const { reference = null, deliveries = null, feedback: ratings = null, unreachable = null } = decision ?? {};
    log.info({ decision: reference, days: { deliveries, feedback: ratings, questions: questionsDays ?? 0, unreachable }, gone }, 'what is too old was deleted');
    return gone;
  };

  return {
    run,
    async step(now) {
      const today = dayInSweden(now);
      if (localTime(now) < `${today} ${earliest}` || (await settings.get(lastDay)) === today) return lookAgain;
      await run(now);
      await settings.set(lastDay, today);
      return lookAgain;
    },
  };
}
