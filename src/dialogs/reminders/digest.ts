import type { Conversation } from '../../reminders/conversation';
import { describeOccasion } from '../answers/occasions';
import type { Showing } from '../answers/parts';
import type { Button, Reply } from '../reply';
import { remindersButton } from './buttons';
import type { News } from './news';
import { why } from './why';

/** A card of Teams holds 28 KB; each line stands in it twice. */
const mostLines = 20;
const mostShown = 3;

function line(at: Showing, { course, occasion, kind }: News): string {
  const values = { course: course.title[at.language], occasion: describeOccasion(at, occasion) };
  return at.say(kind === 'new' ? 'reminders.digestNew' : 'reminders.courseOccasion', values);
}

function showCourseButton({ say, language }: Showing, course: News['course']): Button {
  return { title: say('reminders.buttonShowCourse', { course: course.title[language] }), action: { v: 1, do: 'show', id: course.id, language } };
}

/** Several reminders in one message, a line each. */
export function digestReply(at: Showing, news: readonly News[], kind: Conversation['kind']): Reply {
  const { language, say } = at;
  const courses = [...new Set(news.map(({ course }) => course))];
  const left = news.length - mostLines;
  return {
    language,
    title: say('reminders.digest', { count: String(news.length) }),
    blocks: [
      { type: 'list', title: say('reminders.digestList'), items: news.slice(0, mostLines).map((one) => line(at, one)) },
      ...(left > 0 ? [{ type: 'text' as const, text: say('reminders.digestMore', { count: String(left) }) }] : []),
      why(at, kind, say('reminders.theseCourses')),
    ],
    buttons: [...courses.slice(0, mostShown).map((course) => showCourseButton(at, course)), remindersButton(at, kind === 'personal')],
  };
}
