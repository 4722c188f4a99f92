import { VagvisarenError } from '../../src/errors';
import type { OccasionName, ReminderBook } from '../../src/reminders/book';
import { everyCourse } from '../../src/reminders/subscription';

/** A reminder book in memory, for one conversation. What it cannot know by itself, a test sets. */
export interface FakeReminderBook extends ReminderBook {
  followed: Set<string>;
  registrations: OccasionName[];
  /** When the next message is due, by course; none where nothing is set. */
  due: Map<string, Date>;
  /** The day that every snooze gives while the course is followed. */
  snoozesUntil: string | null;
  isDown: boolean;
  /** Thrown by every method, where a test wants another failure. */
  breaks?: Error;
}

export function createFakeReminderBook(): FakeReminderBook {
  const check = (): void => {
    if (book.breaks) throw book.breaks;
    if (book.isDown) throw new VagvisarenError('STORE_UNAVAILABLE', 'The database cannot be used.');
  };
  const next = (course: string) => book.due.get(course) ?? null;
  const covers = (course: string) => book.followed.has(course) || book.followed.has(everyCourse);

  const book: FakeReminderBook = {
    followed: new Set(),
    registrations: [],
    due: new Map(),
    snoozesUntil: null,
    isDown: false,
    async follow(_conversation, course) {
      check();
      const already = covers(course);
      book.followed.add(course);
      return { course, already, next: next(course) };
    },
    async stop(_conversation, course) {
      check();
      const stopped = course === null ? [...book.followed].sort() : covers(course) ? [course] : [];
      for (const one of stopped) book.followed.delete(one);
      return stopped;
    },
    async list() {
      check();
      return [...book.followed].sort().map((course) => ({ course, next: next(course) }));
    },
    async snooze(_conversation, { course }) {
      check();
      return covers(course) ? book.snoozesUntil : null;
    },
    async registered(_conversation, name) {
      check();
      book.registrations.push(name);
    },
  };
  return book;
}
