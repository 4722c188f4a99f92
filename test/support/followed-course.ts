import type { CourseDates } from '../../src/reminders/occasion';

/** A course with one coming occasion in March 2027: reminders are due at 08:30 on 2027-02-15, 02-22 and 02-26 (the last Friday before). */
export function followedCourse(): CourseDates {
  return { id: 'course/ugl', occasions: [{ place: 'Göteborg', date: '2027-03-15', lastRegistration: '2027-03-01', status: 'open' }] };
}
