import type { CourseEntry } from '../../knowledge/schema';
import type { OccasionName } from '../../reminders/book';
import { occasionKey, type Occasion } from '../../reminders/occasion';
import { everyCourse } from '../../reminders/subscription';
import type { Showing } from '../answers/parts';

/** A course that is known now. */
export function courseOf({ knowledge }: Pick<Showing, 'knowledge'>, id: string): CourseEntry | undefined {
  const entry = knowledge.entries.get(id);
  return entry?.kind === 'course' ? entry : undefined;
}

/** The occasion that a button or a delivery names, with its course, if both are known now. */
export function occasionOf(at: Pick<Showing, 'knowledge'>, { course: id, occasion: key }: OccasionName): { course: CourseEntry; occasion: Occasion } | undefined {
  const course = courseOf(at, id);
  const occasion = course?.occasions.find((one) => occasionKey(one) === key);
  return course && occasion && { course, occasion };
}

/** How what is followed is called inside a sentence: a title, "alla kurser". */
export function courseName(at: Showing, course: string): string {
  if (course === everyCourse) return at.say('reminders.everyCourse');
  return courseOf(at, course)?.title[at.language] ?? at.say('reminders.goneCourse');
}

/** The same where it begins a line. */
export function lineName(at: Showing, course: string): string {
  const name = courseName(at, course);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
