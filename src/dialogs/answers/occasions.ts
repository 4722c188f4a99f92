import type { CourseEntry } from '../../knowledge/schema';
import type { Occasion } from '../../reminders/occasion';
import { dayWithWeekday, daysLeft } from '../dates';
import type { Showing } from './parts';

/** One occasion in a line: place, date, and by when to register or why one cannot. */
export function describeOccasion(at: Showing, { place, date, lastRegistration, status }: Occasion): string {
  const values = { place, date: dayWithWeekday(date, at.language) };
  if (date < at.today) return at.say('answers.occasionPast', values);
  if (status === 'cancelled') return at.say('answers.occasionCancelled', values);
  if (status === 'full') return at.say('answers.occasionFull', values);
  if (!lastRegistration) return at.say('answers.occasionComingOpen', values);
  const last = dayWithWeekday(lastRegistration, at.language);
  if (lastRegistration < at.today) return at.say('answers.occasionClosed', { ...values, last });
  return at.say('answers.occasionComing', { ...values, last, left: daysLeft(at, lastRegistration) });
}

/** Occasions that have not been, soonest first. */
export function comingOccasions({ today }: Pick<Showing, 'today'>, { occasions }: Pick<CourseEntry, 'occasions'>): Occasion[] {
  return occasions.filter(({ date }) => date >= today).toSorted((a, b) => a.date.localeCompare(b.date));
}

/** Whether one can register, as far as is known. */
export function canRegister({ today }: Pick<Showing, 'today'>, { date, lastRegistration, status }: Occasion): boolean {
  return status === 'open' && date >= today && (lastRegistration === undefined || lastRegistration >= today);
}
