import { dayInSweden } from '../day';
import type { Delivery, Reason } from './delivery';
import { occasionKey, type CourseDates, type Occasion, type SeenOccasion } from './occasion';
import type { Plan } from './ports';
import { snoozeChoices, type SnoozeChoice } from './snooze';
import { everyCourse, type Subscription } from './subscription';
import { addDays, daysBefore, endOfDay, nextSendingHours, nextSendingTime, sendingTime, workingDayOnOrAfter, workingDayOnOrBefore } from './working-time';

/** A message that ought to go out, as a row of the ledger would say it. */
export type Wanted = Pick<Delivery, 'subscription' | 'conversation' | 'course' | 'occasion' | 'reason' | 'dueAt' | 'usefulUntil'>;

type Message = Pick<Wanted, 'reason' | 'dueAt' | 'usefulUntil'>;

/**
 * Milliseconds after which a reminder that another one follows is too late to be sent: 72 hours, a weekend and a day.
 * After a stop of a week the receiver gets the reminder that is due now, not the one that was due first as well.
 */
const staleness = 72 * 60 * 60 * 1000;

const snoozePrefix = 'snooze:';

/** The subscription that decides about a course: its own before the one for every course. Undefined when the course is not followed. */
export function subscriptionFor({ subscriptions }: Pick<Plan, 'subscriptions'>, course: string): Subscription | undefined {
  const of = (id: string) => subscriptions.find((one) => one.course === id);
  const effective = of(course) ?? of(everyCourse);
  return effective?.following ? effective : undefined;
}

/** Reminders before the last registration day, first to last, on working days at 08:30. Of two on one day the one with fewer days stays. */
function leads(lastRegistration: string, leadDays: readonly number[]): Message[] {
  const byDay = new Map<string, number>();
  for (const n of leadDays.toSorted((a, b) => b - a)) byDay.set(workingDayOnOrBefore(daysBefore(lastRegistration, n)), n);
  const days = [...byDay.keys()];
  return days.map((day, i): Message => {
    const dueAt = sendingTime(day);
    const next = days[i + 1];
    const usefulUntil = next === undefined ? endOfDay(lastRegistration) : new Date(Math.min(sendingTime(next).getTime(), dueAt.getTime() + staleness));
    return { reason: `lead:${byDay.get(day)!}`, dueAt, usefulUntil };
  });
}

/** A message on the day the person chose, or on the last working day for registering where the last day has since moved before it. */
function snoozed(reason: Reason, lastRegistration: string): Message {
  const day = workingDayOnOrAfter(reason.slice(snoozePrefix.length));
  return { reason, dueAt: sendingTime(day <= lastRegistration ? day : workingDayOnOrBefore(lastRegistration)), usefulUntil: endOfDay(lastRegistration) };
}

/** News goes out at the next 08:30 or, where that is not before `tooLate`, as soon as messages may go out. Empty when even that is of no use. */
function notice(reason: Reason, noticed: Date, tooLate: Date, usefulUntil: Date): Message[] {
  const next = nextSendingTime(noticed);
  const dueAt = next < tooLate ? next : nextSendingHours(noticed);
  return dueAt < usefulUntil ? [{ reason, dueAt, usefulUntil }] : [];
}

/** That an occasion has come: news to those who followed before it was first seen. */
function newOccasion({ date, lastRegistration }: Occasion, { firstSeen }: SeenOccasion, since: Date): Message[] {
  const over = endOfDay(lastRegistration ?? daysBefore(date, 1));
  return firstSeen > since ? notice('new', firstSeen, over, over) : [];
}

/** That an occasion was cancelled: news to those who followed by then, and only where it was known before. Told before its day where possible. */
function cancelledOccasion({ date }: Occasion, { firstSeen, cancelledAt }: SeenOccasion, since: Date): Message[] {
  if (cancelledAt === null || cancelledAt <= since || firstSeen >= cancelledAt) return [];
  return notice('cancelled', cancelledAt, endOfDay(daysBefore(date, 1)), endOfDay(date));
}

/** What there is to say about an open occasion that the person has not registered for. `snoozes`: the ledger's rows for those of this occasion. */
function openOccasion(occasion: Occasion, seen: SeenOccasion | undefined, snoozes: readonly Delivery[], { since, leadDays }: Subscription): Message[] {
  const news = seen ? newOccasion(occasion, seen, since) : [];
  const { lastRegistration } = occasion;
  if (lastRegistration === undefined) return news;
  const sent = snoozes.filter(({ state }) => state === 'sent');
  const sentReasons = new Set(sent.map(({ reason }) => reason));
  const waiting = [...new Set(snoozes.map(({ reason }) => reason))].filter((reason) => !sentReasons.has(reason)).map((reason) => snoozed(reason, lastRegistration));
  // By then the person has been told of the last day, or asked not to be until then: a reminder due no later than that says nothing more.
  // Snoozes count also when they were sent, or the reminders that they put off would follow them.
  const told = Math.max(since.getTime(), ...[...news, ...waiting, ...sent].map(({ dueAt }) => dueAt.getTime()));
  return [...news, ...waiting, ...leads(lastRegistration, leadDays).filter(({ dueAt }) => dueAt.getTime() > told)];
}

/**
 * Every message that one conversation ought to get, of those still of use at `now`; also those that were sent, since they do not depend on it.
 *
 * - `lead:n`: n days before the last registration day of an open occasion, moved to the working day on or before, at 08:30. Not what was
 *   due before the person began to follow or was told of the occasion, or what a snooze puts off. Useful until the next one is due, at most 72 hours;
 *   the last one until the last registration day is over.
 * - `snooze:day`: as the ledger has them, until they are sent.
 * - `new`, `cancelled`: at the next 08:30 after the knowledge said so. Those who registered are told of a cancellation, and of nothing else.
 *
 * `seen`: what is remembered of the occasions that the courses have. An occasion that is past, or that no course has any more, gives nothing.
 */
export function wantedMessages(plan: Plan, courses: readonly CourseDates[], seen: readonly SeenOccasion[], now: Date): Wanted[] {
  const today = dayInSweden(now);
  const nameOf = (one: { course: string; occasion: string }) => `${one.course} ${one.occasion}`;
  const remembered = new Map(seen.map((one) => [nameOf(one), one]));
  const registered = new Set(plan.registered.map(nameOf));
  // A snooze ends with the subscription that it was asked under, also when the course is followed again, and with another wish for the same occasion.
  const present = new Set(plan.subscriptions.map(({ id }) => id));
  const snoozes = plan.deliveries.filter(({ subscription, reason, state }) => reason.startsWith(snoozePrefix) && state !== 'cancelled' && present.has(subscription));

  const messages = (name: string, occasion: Occasion, subscription: Subscription): Message[] => {
    const known = remembered.get(name);
    if (occasion.status === 'cancelled') return known ? cancelledOccasion(occasion, known, subscription.since) : [];
    if (occasion.status === 'full' || registered.has(name)) return [];
    return openOccasion(occasion, known, snoozes.filter((row) => nameOf(row) === name), subscription);
  };

  return courses.flatMap(({ id: course, occasions }) => {
    const subscription = subscriptionFor(plan, course);
    if (!subscription) return [];
    return occasions
      .filter(({ date }) => date >= today)
      .flatMap((one) => {
        const occasion = occasionKey(one);
        return messages(nameOf({ course, occasion }), one, subscription)
          .filter(({ usefulUntil }) => usefulUntil > now)
          .map((message) => ({ subscription: subscription.id, conversation: plan.conversation, course, occasion, ...message }));
      });
  });
}

/**
 * The working day (YYYY-MM-DD) on which to remind somebody who wants it later, counted from today in Sweden; for 'lastDay' the last working day for
 * registering. Null when that is not after today, or is after the last registration day (YYYY-MM-DD).
 */
export function snoozeDay(choice: SnoozeChoice, lastRegistration: string, now: Date): string | null {
  const today = dayInSweden(now);
  const days: Record<SnoozeChoice, () => string> = {
    tomorrow: () => workingDayOnOrAfter(addDays(today, 1)),
    threeDays: () => workingDayOnOrAfter(addDays(today, 3)),
    lastDay: () => workingDayOnOrBefore(lastRegistration),
  };
  const day = days[choice]();
  return day > today && day <= lastRegistration ? day : null;
}

/** The choices worth offering: those that are possible and give a day that no earlier choice gives. */
export function possibleSnoozes(lastRegistration: string, now: Date): SnoozeChoice[] {
  const offered = new Set<string>();
  return snoozeChoices.filter((choice) => {
    const day = snoozeDay(choice, lastRegistration, now);
    if (day === null || offered.has(day)) return false;
    offered.add(day);
    return true;
  });
}
