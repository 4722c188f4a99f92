import { dayInSweden } from '../../day';
import type { CourseEntry } from '../../knowledge/schema';
import { everyCourse } from '../../reminders/subscription';
import { canRegister, comingOccasions, describeOccasion } from '../answers/occasions';
import type { Showing } from '../answers/parts';
import { dayWithWeekday } from '../dates';
import type { Block, Reply } from '../reply';
import { oldButton } from '../room';
import { followButton, mostCourses, remindersButton, showButtons, stopButton } from './buttons';
import type { Here } from './here';
import { courseName, courseOf } from './names';
import { said } from './said';

/** Dates of all courses together are shown up to so many. */
const mostOccasions = 5;

function allCourses({ knowledge }: Pick<Showing, 'knowledge'>): CourseEntry[] {
  return [...knowledge.entries.values()].filter((entry) => entry.kind === 'course');
}

function datesOf(at: Showing, course: CourseEntry): Block[] {
  const items = comingOccasions(at, course).map((occasion) => describeOccasion(at, occasion));
  return items.length > 0 ? [{ type: 'list', title: at.say('answers.occasionsComing'), items }] : [];
}

/** The dates of all courses whose registration closes first. */
function datesOfAll(at: Showing): Block[] {
  const items = allCourses(at)
    .flatMap((course) => course.occasions.map((occasion) => ({ course, occasion })))
    .filter(({ occasion }) => canRegister(at, occasion) && occasion.lastRegistration)
    .toSorted((a, b) => a.occasion.lastRegistration!.localeCompare(b.occasion.lastRegistration!))
    .slice(0, mostOccasions)
    .map(({ course, occasion }) => at.say('reminders.courseOccasion', { course: course.title[at.language], occasion: describeOccasion(at, occasion) }));
  return items.length > 0 ? [{ type: 'list', title: at.say('reminders.closingFirst'), items }] : [];
}

/** When the next reminder comes, or why none is planned. */
function whenNext(at: Showing, courses: readonly CourseEntry[], next: Date | null): string {
  if (next) return at.say('reminders.next', { day: dayWithWeekday(dayInSweden(next), at.language) });
  const hasLastDay = courses.some(({ occasions }) => occasions.some((occasion) => canRegister(at, occasion) && occasion.lastRegistration));
  return at.say(hasLastDay ? 'reminders.nothingPlanned' : 'reminders.noComingDate');
}

/** In a chat of several people: that all of them get the reminders. */
function toWhom({ say, conversation: { kind } }: Here): Block[] {
  return kind === 'personal' ? [] : [{ type: 'text', text: say(kind === 'channel' ? 'reminders.toChannel' : 'reminders.toGroup') }];
}

/** Follows a course or every course, and says what that means: the dates, and when the next reminder comes. */
export async function follow(here: Here, id: string): Promise<Reply> {
  const { book, conversation, language, now, say } = here;
  const course = courseOf(here, id);
  if (!course && id !== everyCourse) return oldButton(here.room, language);
  const { already, next } = await book.follow(conversation, id, now);
  return {
    language,
    blocks: [
      { type: 'lead', text: say(already ? 'reminders.alreadyFollowed' : 'reminders.followed', { course: courseName(here, id) }) },
      ...(course ? datesOf(here, course) : datesOfAll(here)),
      { type: 'text', text: whenNext(here, course ? [course] : allCourses(here), next) },
      ...toWhom(here),
    ],
    buttons: [stopButton(here, id, conversation.kind === 'personal'), remindersButton(here, conversation.kind === 'personal'), ...showButtons(here, id)],
  };
}

/** Asks which course to follow: those with a coming date first. */
export function whichToFollow(here: Here): Reply {
  const { language, say } = here;
  const isDated = (course: CourseEntry) => Number(comingOccasions(here, course).length > 0);
  const courses = allCourses(here).toSorted((a, b) => isDated(b) - isDated(a) || a.title[language].localeCompare(b.title[language], language));
  return {
    language,
    blocks: said([say('reminders.whichCourse'), say('reminders.whichCourseTyped')]),
    buttons: [...courses.slice(0, mostCourses).map(({ id }) => id), everyCourse].map((id) => followButton(here, id)),
  };
}
