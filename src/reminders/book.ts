import type { Conversation } from './conversation';
import type { Reason } from './delivery';
import { occasionKey, type CourseDates } from './occasion';
import type { Planner } from './planner';
import type { Plan, PlanChange, ReminderStore } from './ports';
import { defaultLeadDays, everyCourse } from './subscription';
import type { SnoozeChoice } from './snooze';
import { snoozeDay, subscriptionFor } from './wanted';
import { endOfDay, sendingTime } from './working-time';

/** One course that a conversation follows, or `everyCourse`. */
export interface Followed {
  course: string;
  /** When the next message about it is due; null while no coming occasion has a last registration day. */
  next: Date | null;
}

/** An occasion as a button carries it. */
export interface OccasionName {
  course: string;
  /** `occasionKey`. */
  occasion: string;
}

/** What people can do about their reminders. Every method throws VagvisarenError STORE_UNAVAILABLE. */
export interface ReminderBook {
  /** Follows a course, or every course. `already`: it was followed before. Following twice changes nothing. */
  follow(conversation: Conversation, course: string, now: Date): Promise<Followed & { already: boolean }>;
  /** Stops following a course, or (null) everything. Gives what was followed until now of what was to be stopped. */
  stop(conversation: Conversation, course: string | null, now: Date): Promise<string[]>;
  /** What is followed: `everyCourse` first, then by course id. */
  list(conversation: Conversation): Promise<Followed[]>;
  /** Reminds later instead. Gives the day (YYYY-MM-DD), or null when it cannot be later, or is not followed any more. */
  snooze(conversation: Conversation, occasion: OccasionName, choice: SnoozeChoice, now: Date): Promise<string | null>;
  /** The person has registered: no more reminders about this occasion. */
  registered(conversation: Conversation, occasion: OccasionName, now: Date): Promise<void>;
}

function followedIn(plan: Plan, course: string): Followed {
  const exceptions = new Set(plan.subscriptions.map((one) => one.course));
  const waiting = plan.deliveries.filter(({ state, course: of }) => state === 'planned' && (course === everyCourse ? !exceptions.has(of) : of === course));
  const next = waiting.reduce<Date | null>((first, { dueAt }) => (first === null || dueAt < first ? dueAt : first), null);
  return { course, next };
}

export function createReminderBook(store: ReminderStore, planner: Planner, courses: () => readonly CourseDates[]): ReminderBook {
  const { conversations, subscriptions, ledger } = store;

  const list = async ({ id }: Conversation): Promise<Followed[]> => {
    const plan = await subscriptions.plan(id);
    const ids = plan.subscriptions.filter(({ following }) => following).map(({ course }) => course);
    // "*" sorts before every course id.
    return ids.sort().map((course) => followedIn(plan, course));
  };

  return {
    list,
    async follow(conversation, course, now) {
      await conversations.remember(conversation, now);
      const before = await subscriptions.plan(conversation.id);
      const already = subscriptionFor(before, course) !== undefined;
      // Somebody who follows every course follows this one, unless it was made an exception.
      if (!already || course === everyCourse) await subscriptions.put({ conversation: conversation.id, course, following: true, leadDays: defaultLeadDays }, now);
      await planner.replan(conversation.id, now);
      const plan = await subscriptions.plan(conversation.id);
      return { ...followedIn(plan, course), already };
    },
    async stop(conversation, course, now) {
      const { id } = conversation;
      const plan = await subscriptions.plan(id);
      if (course === null) {
        await subscriptions.remove(id, null, now);
        return plan.subscriptions.filter(({ following }) => following).map((one) => one.course);
      }
      const followed = course === everyCourse ? plan.subscriptions.find((one) => one.course === everyCourse) : subscriptionFor(plan, course);
      if (!followed) return [];
      const byEvery = course !== everyCourse && plan.subscriptions.some((one) => one.course === everyCourse && one.following);
      // Every course but this one: the exception is kept as a subscription that does not follow.
      if (byEvery) await subscriptions.put({ conversation: id, course, following: false, leadDays: defaultLeadDays }, now);
      else await subscriptions.remove(id, course, now);
      // Nobody sees an exception to nothing; it would be back when every course is followed again.
      const exceptions = course === everyCourse ? plan.subscriptions.filter(({ following }) => !following) : [];
      for (const exception of exceptions) await subscriptions.remove(id, exception.course, now);
      await planner.replan(id, now);
      return [course];
    },
    async snooze(conversation, { course, occasion }, choice, now) {
      const plan = await subscriptions.plan(conversation.id);
      const subscription = subscriptionFor(plan, course);
      const known = courses().find(({ id }) => id === course)?.occasions.find((one) => occasionKey(one) === occasion);
      const day = subscription && known?.lastRegistration && known.status === 'open' ? snoozeDay(choice, known.lastRegistration, now) : null;
      if (!subscription || !known?.lastRegistration || day === null) return null;
      const reason: Reason = `snooze:${day}`;
      const times = { dueAt: sendingTime(day), usefulUntil: endOfDay(known.lastRegistration) };
      const asked = plan.deliveries.filter((row) => row.subscription === subscription.id && row.course === course && row.occasion === occasion && row.reason.startsWith('snooze:'));
      const same = asked.find((row) => row.reason === reason);
      await ledger.apply(
        [
          // Whoever chooses again has changed their mind: one message comes, not two.
          ...asked.filter((row) => row !== same && row.state === 'planned').map(({ id }): PlanChange => ({ do: 'cancel', id })),
          same ? { do: 'move', id: same.id, ...times } : { do: 'insert', subscription: subscription.id, conversation: conversation.id, course, occasion, reason, ...times },
        ],
        now,
      );
      await planner.replan(conversation.id, now);
      return day;
    },
    async registered(conversation, { course, occasion }, now) {
      // An old button may be tapped where nothing is known any more.
      await conversations.remember(conversation, now);
      await subscriptions.markRegistered(conversation.id, course, occasion, now);
      await planner.replan(conversation.id, now);
    },
  };
}
