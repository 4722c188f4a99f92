import { createLog } from '../../src/log';
import { createReminderBook, type ReminderBook } from '../../src/reminders/book';
import type { Conversation } from '../../src/reminders/conversation';
import type { Delivery } from '../../src/reminders/delivery';
import type { CourseDates } from '../../src/reminders/occasion';
import type { SendOutcome } from '../../src/reminders/outcome';
import { createPlanner, type Planner } from '../../src/reminders/planner';
import { createSender, type Sender, type SenderParts } from '../../src/reminders/sender';
import { sendingTime } from '../../src/reminders/working-time';
import type { Store } from '../../src/store/store';
import { sendTimeoutMilliseconds } from '../../src/teams/one-attempt';
import { outcomeOfStatus } from '../../src/teams/send';
import { DrivenClock } from './driven-clock';
import { followedCourse } from './followed-course';
import { createFaults, parseFaults } from './simulated-teams/faults';
import type { Limits } from './simulated-teams/limits';
import { createSimulatedTeams, type SimulatedTeams } from './simulated-teams/teams';
import { temporaryStore } from './temporary-store';

/** A request that Teams saw. */
export interface SeenRequest {
  conversation: string;
  body: string;
  at: Date;
}

/** Reminders from the wish to the message: a store on disk, Teams in this process, and one clock for all. */
export interface SendingScene {
  clock: DrivenClock;
  store: Store;
  /** The store's database. */
  file: string;
  /** What the knowledge has; a test may change it. */
  courses: CourseDates[];
  planner: Planner;
  book: ReminderBook;
  teams: SimulatedTeams;
  seen: SeenRequest[];
  /** A process's sender, as main.ts makes it, but for what a test replaces. */
  sender(more?: Partial<SenderParts<string>>): Sender;
  /** Lets a sender pass as main.ts does, until an instant; `atLeast`: so many milliseconds apart while there is nothing to do. */
  drive(sender: Sender, until: Date, atLeast?: number): Promise<void>;
  /** The same until nothing waits any more, at the longest for so many hours. */
  driveToTheEnd(sender: Sender, hours: number): Promise<void>;
  rows(): Promise<Delivery[]>;
  remove(): Promise<void>;
}

/** As in main.ts. */
const storeRetry = 5_000;
/** A sender that waits this long has nothing to do. */
const idleWait = 1_000;
const answerTakes = 50;

/** Somebody's chat with the bot. */
export const chat = (id: string): Conversation => ({ id, kind: 'personal', serviceUrl: 'https://teams.example/', botId: '28:bot', channelId: 'msteams' });

/** The message names what it tells, so that a test sees it. */
const toldOf: SenderParts<string>['compose'] = ({ deliveries }) => deliveries.map(({ course, reason }) => `${course} ${reason}`).join(', ');

export async function createSendingScene({ start, faults = '', limits }: { start: Date; faults?: string; limits?: Limits }): Promise<SendingScene> {
  const { store, file, remove } = await temporaryStore();
  const clock = new DrivenClock(start);
  const courses = [followedCourse()];
  const planner = createPlanner(store, () => courses);
  const seen: SeenRequest[] = [];
  const teams = createSimulatedTeams({ faults: createFaults(parseFaults(faults), Math.random), now: () => clock.now().getTime(), ...(limits ? { limits } : {}) });
  let senders = 0;

  const send = async ({ id }: Conversation, body: string): Promise<SendOutcome> => {
    seen.push({ conversation: id, body, at: clock.now() });
    const { status, fault, retryAfterSeconds, messageId } = teams.receive(id, body);
    await clock.sleep(fault === 'hang' ? sendTimeoutMilliseconds : answerTakes);
    if (status === null) return { kind: 'unknown', error: fault === 'hang' ? 'TIMEOUT' : 'ECONNRESET' };
    return outcomeOfStatus(status, { retryAfter: retryAfterSeconds?.toString() ?? null, messageId: messageId ?? null, now: clock.now() });
  };

  const pass = async (sender: Sender, until: Date, atLeast: number): Promise<void> => {
    const wait = await sender.pass().catch(() => storeRetry);
    const idle = wait >= idleWait;
    await clock.advance(Math.min(idle ? Math.max(wait, atLeast) : wait, until.getTime() - clock.now().getTime()));
  };
  const rows = () => store.ledger.report(null, 10_000);

  return {
    clock,
    store,
    file,
    courses,
    planner,
    book: createReminderBook(store, planner, () => courses),
    teams,
    seen,
    rows,
    remove,
    sender: (more) => createSender({ store, compose: toldOf, send, now: () => clock.now(), random: () => 0.5, instance: `process ${++senders}`, log: createLog('silent'), ...more }),
    async drive(sender, until, atLeast = 0) {
      while (clock.now() < until) await pass(sender, until, atLeast);
    },
    async driveToTheEnd(sender, hours) {
      const until = new Date(clock.now().getTime() + hours * 3_600_000);
      const waits = async () => (await rows()).some(({ state, tryAt }) => state === 'sending' || (tryAt !== null && tryAt < until));
      do await pass(sender, until, 5_000);
      while (clock.now() < until && (await waits()));
    },
  };
}

/** A Monday, when the first reminder about `followedCourse` is due. */
export const firstDue = sendingTime('2027-02-15');

/** A scene where some follow the course since weeks ago, as it is a minute before the first reminder is due. */
export async function followedScene({ people = ['a:1'], ...given }: { people?: string[]; faults?: string; limits?: Limits } = {}): Promise<SendingScene> {
  const start = new Date('2027-01-04T09:00:00Z');
  const scene = await createSendingScene({ start, ...given });
  for (const one of people) await scene.book.follow(chat(one), followedCourse().id, start);
  await scene.clock.advance(firstDue.getTime() - 60_000 - start.getTime());
  return scene;
}

/** So many people. */
export const people = (count: number): string[] => Array.from({ length: count }, (_, i) => `a:${i}`);

/** Of several rows those of the first reminder. */
export const firstOf = (rows: readonly Delivery[]): Delivery[] => rows.filter(({ reason }) => reason === 'lead:14');
