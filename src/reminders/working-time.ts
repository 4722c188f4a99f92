import type Holidays from 'date-holidays';
import { DateTime } from 'luxon';
import { dayInSweden } from '../day';

/** When people in Sweden are at work. Days are calendar days in Sweden, YYYY-MM-DD; a text that is no such day throws RangeError. */

const zone = 'Europe/Stockholm';
/** Local times, HH:MM. */
const opening = '07:30';
const closing = '17:00';
const sending = '08:30';

const dayLength = 24 * 60 * 60 * 1000;

const holidaysByYear = new Map<string, ReadonlySet<string>>();

/**
 * Days of a year (YYYY) that no weekday is worked on: the public holidays of lagen (1989:253) om allmänna helgdagar, and Midsommarafton,
 * Julafton and Nyårsafton, which semesterlagen (1977:480) 3 a § equates with Sundays; date-holidays calls exactly those three "bank".
 */
function holidaysOf(year: string): ReadonlySet<string> {
  let holidays = holidaysByYear.get(year);
  if (!holidays) {
    // Loading it reads every country's holidays, 60 to 100 ms, which a start or a question that needs none of them should not wait for.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const Calendar = require('date-holidays') as typeof Holidays;
    holidays = new Set(new Calendar('SE', { types: ['public', 'bank'] }).getHolidays(year).map(({ date }) => date.slice(0, 10)));
    holidaysByYear.set(year, holidays);
  }
  return holidays;
}

const instants = new Map<string, number>();

/** The instant at which clocks in Sweden show a time (HH:MM) on a day. Remembered: planning everybody's messages asks for few days many times, and each costs 20 µs. */
function at(day: string, time: string): Date {
  const local = `${day}T${time}`;
  let instant = instants.get(local);
  if (instant === undefined) {
    instant = DateTime.fromISO(local, { zone }).toMillis();
    if (Number.isNaN(instant)) throw new RangeError(`not a calendar day: ${day}`);
    instants.set(local, instant);
  }
  return new Date(instant);
}

/** An instant as clocks in Sweden show it, "YYYY-MM-DD HH:MM". */
export function localTime(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm');
}

/** A day as UTC's, so that every day is as long. */
function utc(day: string): Date {
  const midnight = new Date(`${day}T00:00Z`);
  if (Number.isNaN(midnight.getTime())) throw new RangeError(`not a calendar day: ${day}`);
  return midnight;
}

/** The day `n` calendar days after a day; before it when `n` is negative. */
export function addDays(day: string, n: number): string {
  return new Date(utc(day).getTime() + n * dayLength).toISOString().slice(0, 10);
}

/** The day `n` calendar days before a day. */
export function daysBefore(day: string, n: number): string {
  return addDays(day, -n);
}

/** Monday to Friday, but no public holiday and none of the three eves that count as Sundays (see `holidaysOf`). */
export function isWorkingDay(day: string): boolean {
  const weekday = utc(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidaysOf(day.slice(0, 4)).has(day);
}

/** The day itself, or the last working day before it. */
export function workingDayOnOrBefore(day: string): string {
  return isWorkingDay(day) ? day : workingDayOnOrBefore(addDays(day, -1));
}

/** The day itself, or the first working day after it. */
export function workingDayOnOrAfter(day: string): string {
  return isWorkingDay(day) ? day : workingDayOnOrAfter(addDays(day, 1));
}

/** 08:30 in Sweden on a day: when reminders are due. */
export function sendingTime(day: string): Date {
  return at(day, sending);
}

/** The midnight in Sweden that ends a day; not itself part of the day. */
export function endOfDay(day: string): Date {
  return at(addDays(day, 1), '00:00');
}

/** Whether messages may go out: a working day in Sweden, from 07:30 until just before 17:00. */
export function isSendingHours(now: Date): boolean {
  const today = dayInSweden(now);
  return isWorkingDay(today) && now >= at(today, opening) && now < at(today, closing);
}

/** The first time of day (HH:MM) on a working day that is after an instant. */
function nextWorking(time: string, now: Date): Date {
  const today = dayInSweden(now);
  const ahead = at(today, time) > now ? today : addDays(today, 1);
  return at(workingDayOnOrAfter(ahead), time);
}

/** When messages may go out next: now, or at 07:30 in Sweden on a working day. */
export function nextSendingHours(now: Date): Date {
  return isSendingHours(now) ? now : nextWorking(opening, now);
}

/** The first 08:30 in Sweden on a working day that is after an instant, never the instant itself. */
export function nextSendingTime(now: Date): Date {
  return nextWorking(sending, now);
}
