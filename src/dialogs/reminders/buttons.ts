import { everyCourse } from '../../reminders/subscription';
import type { Showing } from '../answers/parts';
import type { Button } from '../reply';
import { courseName, courseOf, lineName } from './names';

/** As many courses as stand on buttons at once: Teams shows six, and one is for everything. */
export const mostCourses = 5;

/** Follows a course, under its name: where one is chosen. */
export function followButton(at: Showing, course: string): Button {
  const title = course === everyCourse ? at.say('reminders.buttonAll') : lineName(at, course);
  return { title, action: { v: 1, do: 'follow', course, language: at.language } };
}

/** Takes back that one was stopped. */
export function againButton(at: Showing, course: string): Button {
  return { title: at.say('reminders.buttonAgain'), action: { v: 1, do: 'follow', course, language: at.language } };
}

/** Takes back one of several that were stopped. */
export function againCourseButton(at: Showing, course: string): Button {
  return { title: at.say('reminders.buttonAgainCourse', { course: courseName(at, course) }), action: { v: 1, do: 'follow', course, language: at.language } };
}

/** Stops the one that the message is about. */
export function stopButton({ say, language }: Showing, course: string, isPersonal: boolean): Button {
  return { title: say(isPersonal ? 'reminders.buttonStop' : 'reminders.buttonStopHere'), action: { v: 1, do: 'stop', course, language } };
}

/** Stops one of several. */
export function stopCourseButton(at: Showing, course: string): Button {
  return { title: at.say('reminders.buttonStopCourse', { course: courseName(at, course) }), action: { v: 1, do: 'stop', course, language: at.language } };
}

export function stopAllButton({ say, language }: Showing): Button {
  return { title: say('reminders.buttonStopAll'), action: { v: 1, do: 'stop', language } };
}

/** What is followed here: in a chat of several people it is nobody's own. */
export function remindersButton({ say, language }: Showing, isPersonal: boolean): Button {
  return { title: say(isPersonal ? 'reminders.buttonReminders' : 'reminders.buttonRemindersHere'), action: { v: 1, do: 'reminders', language } };
}

/** The way to the course; none for every course, or one that is gone. */
export function showButtons(at: Showing, course: string): Button[] {
  return courseOf(at, course) ? [{ title: at.say('reminders.buttonShow'), action: { v: 1, do: 'show', id: course, language: at.language } }] : [];
}
