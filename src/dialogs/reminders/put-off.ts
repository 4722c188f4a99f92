import type { OccasionName } from '../../reminders/book';
import type { SnoozeChoice } from '../../reminders/snooze';
import { describeOccasion } from '../answers/occasions';
import { dayWithWeekday } from '../dates';
import type { Reply } from '../reply';
import { oldButton } from '../room';
import { againButton, remindersButton, showButtons } from './buttons';
import { isFollowed, type Here } from './here';
import { courseOf, occasionOf } from './names';
import { said } from './said';

/** A reply about a course, with ways on. */
function about(here: Here, course: string, lead: string, more: readonly string[] = []): Reply {
  return { language: here.language, title: courseOf(here, course)!.title[here.language], blocks: said([lead, ...more]), buttons: [remindersButton(here, here.conversation.kind === 'personal'), ...showButtons(here, course)] };
}

/** What is said of a button whose course or occasion is gone. */
function gone(here: Here, course: string): Reply {
  return courseOf(here, course) ? about(here, course, here.say('reminders.occasionGone')) : oldButton(here.room, here.language);
}

/** Reminds of an occasion later, and says when; or why that cannot be. */
export async function snooze(here: Here, name: OccasionName, until: SnoozeChoice): Promise<Reply> {
  const { book, conversation, language, now, say } = here;
  const known = occasionOf(here, name);
  if (!known) return gone(here, name.course);
  const day = await book.snooze(conversation, name, until, now);
  if (day) return about(here, name.course, say('reminders.snoozed', { day: dayWithWeekday(day, language) }));
  if (await isFollowed(here, name.course)) return about(here, name.course, say('reminders.snoozedNoLonger'), [describeOccasion(here, known.occasion)]);
  const reply = about(here, name.course, say('reminders.notFollowed', { course: known.course.title[language] }));
  return { ...reply, buttons: [againButton(here, name.course), ...reply.buttons] };
}

/** The person has registered for an occasion: no more reminders of it, but of its cancellation. */
export async function registered(here: Here, name: OccasionName): Promise<Reply> {
  const { book, conversation, language, now, say } = here;
  const known = occasionOf(here, name);
  if (!known) return gone(here, name.course);
  await book.registered(conversation, name, now);
  const { date, place } = known.occasion;
  const lead = say('reminders.registered', { date: dayWithWeekday(date, language), place });
  return about(here, name.course, lead, (await isFollowed(here, name.course)) ? [say('reminders.registeredCancelled')] : []);
}
