import { everyCourse } from '../../reminders/subscription';
import type { Block, Reply } from '../reply';
import { oldButton } from '../room';
import { againButton, againCourseButton, mostCourses, remindersButton, showButtons } from './buttons';
import type { Here } from './here';
import { courseName, courseOf, lineName } from './names';
import { overview } from './overview';

/** Whether it can be followed (again): a course that is known, or every course. */
function isThere(here: Here, course: string): boolean {
  return course === everyCourse || courseOf(here, course) !== undefined;
}

/** What is still followed after one was stopped. */
async function rest(here: Here): Promise<Block[]> {
  const followed = await here.book.list(here.conversation);
  const items = followed.map(({ course }) => (course === everyCourse ? here.say('reminders.everyOtherCourse') : courseName(here, course)));
  return items.length > 0 ? [{ type: 'list', title: here.say('reminders.stillFollowed'), items }] : [];
}

/** Stops following one course, or `everyCourse`. Where it was not followed, says so and what is. */
export async function stopOne(here: Here, course: string): Promise<Reply> {
  const { book, conversation, language, now, say } = here;
  const [stopped] = await book.stop(conversation, course, now);
  const isKnown = isThere(here, course);
  if (stopped === undefined) {
    return isKnown ? overview(here, [say('reminders.notFollowed', { course: courseName(here, course) })]) : oldButton(here.room, language);
  }
  const still = await rest(here);
  return {
    language,
    blocks: [{ type: 'lead', text: say('reminders.stopped', { course: courseName(here, course) }) }, ...still],
    buttons: [...(isKnown ? [againButton(here, course)] : []), remindersButton(here, conversation.kind === 'personal'), ...showButtons(here, course)],
  };
}

/** Stops everything at once, and says what that was; each can be followed again. */
export async function stopAll(here: Here): Promise<Reply> {
  const { book, conversation, language, now, say } = here;
  const stopped = await book.stop(conversation, null, now);
  if (stopped.length === 0) return overview(here);
  const known = stopped.filter((course) => isThere(here, course));
  return {
    language,
    blocks: [
      { type: 'lead', text: say('reminders.stoppedAll') },
      { type: 'list', title: say('reminders.stoppedList'), items: stopped.map((course) => lineName(here, course)) },
    ],
    buttons: known.slice(0, mostCourses).map((course) => againCourseButton(here, course)),
  };
}

/** Somebody wants to stop but names nothing: the only one is meant; of several, asks which. */
export async function stopUnnamed(here: Here): Promise<Reply> {
  const [first, second] = await here.book.list(here.conversation);
  if (first && !second) return stopOne(here, first.course);
  return overview(here, [], 'reminders.whichToStop');
}
