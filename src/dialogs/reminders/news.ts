import { daysBetween } from '../../day';
import type { CourseEntry } from '../../knowledge/schema';
import type { Delivery, Reason } from '../../reminders/delivery';
import { occasionKey, type Occasion } from '../../reminders/occasion';
import { canRegister } from '../answers/occasions';
import type { Showing } from '../answers/parts';
import { dayWithWeekday } from '../dates';
import { occasionOf } from './names';

/** What a reminder tells of an occasion, and with it how it is said. */
export interface News {
  course: CourseEntry;
  occasion: Occasion;
  kind: 'lastDay' | 'new' | 'cancelled';
}

function kindOf(reason: Reason): News['kind'] {
  return reason === 'new' || reason === 'cancelled' ? reason : 'lastDay';
}

/** Whether it is still so by what is known now. */
function holds(at: Showing, { occasion, kind }: News): boolean {
  if (kind === 'cancelled') return occasion.status === 'cancelled' && occasion.date >= at.today;
  return canRegister(at, occasion) && (kind === 'new' || occasion.lastRegistration !== undefined);
}

function urgency({ lastRegistration, date }: Occasion): string {
  return lastRegistration ?? date;
}

/** What there is to tell, each occasion once, the soonest last day first. Leaves out what is no longer so. */
export function newsIn(at: Showing, deliveries: readonly Delivery[]): News[] {
  const byOccasion = new Map<string, News>();
  for (const delivery of deliveries) {
    const known = occasionOf(at, delivery);
    if (!known) continue;
    const news = { ...known, kind: kindOf(delivery.reason) };
    const key = `${known.course.id} ${occasionKey(known.occasion)}`;
    // That a date is new says more than that its last day comes.
    if (holds(at, news) && byOccasion.get(key)?.kind !== 'new') byOccasion.set(key, news);
  }
  return [...byOccasion.values()].toSorted((a, b) => urgency(a.occasion).localeCompare(urgency(b.occasion)));
}

/** The last day to register in a sentence: today, tomorrow, or in so many days. */
export function lastDaySentence(at: Showing, { lastRegistration }: Occasion): string {
  if (!lastRegistration) return at.say('reminders.lastDayUnknown');
  const last = dayWithWeekday(lastRegistration, at.language);
  const days = daysBetween(at.today, lastRegistration);
  if (days === 0) return at.say('reminders.lastDayToday', { last });
  return days === 1 ? at.say('reminders.lastDayTomorrow', { last }) : at.say('reminders.lastDay', { last, days: String(days) });
}
