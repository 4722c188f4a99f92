import { actionSchema } from '../../src/dialogs/action';
import { createDialogs } from '../../src/dialogs/converse';
import { plainText } from '../../src/dialogs/plain-text';
import type { Reply } from '../../src/dialogs/reply';
import type { Room } from '../../src/dialogs/room';
import { coursesOf } from '../../src/knowledge/load';
import type { CourseEntry } from '../../src/knowledge/schema';
import type { Conversation } from '../../src/reminders/conversation';
import { createFakeReminderBook, type FakeReminderBook } from './fake-reminder-book';
import { product } from './product';

export const autumn2019 = new Date('2019-09-20T08:00:00Z');
/** The only course with dates in `roomOf2019`. */
export const dated = 'course/i-offentlighetens-tjanst';

/** The courses that what is said of reminders was written for, with the dates that they had. New courses and new dates change nothing here. */
const coursesOf2019: Readonly<Record<string, CourseEntry['occasions']>> = {
  [dated]: [
    { place: 'Göteborg', date: '2019-10-16', lastRegistration: '2019-10-02', status: 'open' },
    { place: 'Göteborg', date: '2019-11-20', lastRegistration: '2019-11-06', status: 'open' },
  ],
  'course/fullmaktiges-presidiekonferens': [],
  'course/il': [],
  'course/offentlighet-sekretess-vaxel-reception': [],
  'course/ugl': [],
  'course/ul': [],
};

/** The shipped room, with only those courses and dates. */
export function roomOf2019(): Room {
  const { room } = product();
  const entries = new Map(room.knowledge.entries);
  for (const course of coursesOf(room.knowledge)) {
    const occasions = coursesOf2019[course.id];
    if (occasions) entries.set(course.id, { ...course, occasions });
    else entries.delete(course.id);
  }
  return { ...room, knowledge: { ...room.knowledge, entries } };
}

export function conversationOf(kind: Conversation['kind']): Conversation {
  return { id: `the ${kind}`, kind, serviceUrl: 'https://smba.example/', botId: '28:bot', channelId: 'msteams' };
}

/** A reply as text, every block and button on lines of its own. */
export function flat(reply: Reply): string {
  return plainText(reply, { width: Infinity, strong: (text) => text, faint: (text) => text });
}

/** The same room where one course has other occasions. */
export function roomWith(occasions: CourseEntry['occasions'], course = dated): Room {
  const room = roomOf2019();
  const entry = room.knowledge.entries.get(course) as CourseEntry;
  return { ...room, knowledge: { ...room.knowledge, entries: new Map([...room.knowledge.entries, [course, { ...entry, occasions }]]) } };
}

/** A conversation with the bot, its reminders in memory. */
export interface Scene {
  book: FakeReminderBook;
  says(text: string): Promise<Reply>;
  taps(action: object): Promise<Reply>;
  /** Taps a button of the latest reply by its title. */
  presses(title: string): Promise<Reply>;
}

export function createScene({ room = roomOf2019(), kind = 'personal' as Conversation['kind'], now = autumn2019 } = {}): Scene {
  const book = createFakeReminderBook();
  const dialogs = createDialogs({ ...room, reminders: book });
  let latest: Reply | undefined;
  const turn = async (text: string, action?: object): Promise<Reply> => {
    const { reply } = await dialogs.answer({ text, ...(action ? { action } : {}), conversation: conversationOf(kind), now });
    expect(reply.buttons.length).toBeLessThanOrEqual(6);
    for (const button of reply.buttons) expect(actionSchema.parse(button.action)).toEqual(button.action);
    return (latest = reply);
  };
  return {
    book,
    says: (text) => turn(text),
    taps: (action) => turn('', action),
    presses: (title) => {
      const button = latest?.buttons.find((one) => one.title === title);
      if (!button) throw new Error(`no button "${title}" among ${latest?.buttons.map((one) => one.title).join(', ')}`);
      return turn('', button.action);
    },
  };
}
