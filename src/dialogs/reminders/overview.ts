import { dayInSweden } from '../../day';
import type { Followed } from '../../reminders/book';
import { dayWithWeekday } from '../dates';
import type { Reply } from '../reply';
import type { SentenceKey } from '../sentence-keys';
import { mostCourses, stopAllButton, stopCourseButton } from './buttons';
import type { Here } from './here';
import { lineName } from './names';
import { said } from './said';

/** That nothing is followed, and how to begin. */
function nothingFollowed({ say, language }: Here, before: readonly string[]): Reply {
  const begin = say('reminders.begin');
  return {
    language,
    blocks: said([...before, say('reminders.noneFollowed'), say('reminders.howToBegin')]),
    buttons: [{ title: begin, action: { v: 1, do: 'ask', text: begin, language } }],
  };
}

function row(here: Here, { course, next }: Followed): string {
  const name = lineName(here, course);
  if (!next) return here.say('reminders.overviewRowNone', { course: name });
  return here.say('reminders.overviewRow', { course: name, day: dayWithWeekday(dayInSweden(next), here.language) });
}

/**
 * What is followed, with the next reminder of each and buttons to stop; where nothing is, how to begin.
 * `before` is said first; `opening` says what the list is for.
 */
export async function overview(here: Here, before: readonly string[] = [], opening: SentenceKey = 'reminders.overview'): Promise<Reply> {
  const { say, language } = here;
  const followed = await here.book.list(here.conversation);
  if (followed.length === 0) return nothingFollowed(here, before);
  const after = [
    ...(followed.some(({ next }) => !next) ? [say('reminders.newDatesTold')] : []),
    ...(followed.length > mostCourses ? [say('reminders.stopTyped')] : []),
  ];
  return {
    language,
    blocks: [
      ...said([...before, say(opening)]),
      { type: 'list', title: say('reminders.overviewList'), items: followed.map((one) => row(here, one)) },
      ...after.map((text) => ({ type: 'text' as const, text })),
    ],
    buttons: [
      ...followed.slice(0, mostCourses).map(({ course }) => stopCourseButton(here, course)),
      ...(followed.length > 1 ? [stopAllButton(here)] : []),
    ],
  };
}
