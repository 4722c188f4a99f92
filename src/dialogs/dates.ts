import { daysBetween } from '../day';
import type { Language } from '../language';
import type { Showing } from './answers/parts';

const wanted = { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const formats = { sv: new Intl.DateTimeFormat('sv-SE', wanted), en: new Intl.DateTimeFormat('en-GB', wanted) };

/** A calendar day (YYYY-MM-DD) in words: "torsdag 26 november 2026", "Thursday 26 November 2026". */
export function dayWithWeekday(day: string, language: Language): string {
  // Put together here: whether there is a comma after the weekday differs between versions of Node.
  const parts = new Map(formats[language].formatToParts(new Date(day)).map(({ type, value }) => [type, value]));
  return (['weekday', 'day', 'month', 'year'] as const).map((part) => parts.get(part)).join(' ');
}

/** How far off a day is, for a day that has not been: "i dag", "i morgon", "5 dagar kvar". */
export function daysLeft({ say, today }: Pick<Showing, 'say' | 'today'>, day: string): string {
  const days = daysBetween(today, day);
  if (days === 0) return say('answers.today');
  return days === 1 ? say('answers.tomorrow') : say('answers.daysLeft', { days: String(days) });
}
