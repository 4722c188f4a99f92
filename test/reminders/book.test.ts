import type { OccasionName } from '../../src/reminders/book';
import type { Occasion } from '../../src/reminders/occasion';
import type { SnoozeChoice } from '../../src/reminders/snooze';
import { everyCourse } from '../../src/reminders/subscription';
import { localTime } from '../../src/reminders/working-time';
import { followedCourse } from '../support/followed-course';
import { chat, createSendingScene, type SendingScene } from '../support/sending-scene';

const ugl = followedCourse().id;
const me = chat('a:1');
const occasion: OccasionName = { course: ugl, occasion: '2027-03-15 Göteborg' };
/** The Monday a week before the first reminder about UGL; about the other course it is three weeks before. */
const start = new Date('2027-02-08T09:00:00Z');
const other = 'course/il';
const later: Occasion = { place: 'Skövde', date: '2027-04-20', lastRegistration: '2027-03-15', status: 'open' };

let scene: SendingScene;

beforeEach(async () => {
  scene = await createSendingScene({ start });
  scene.courses.push({ id: other, occasions: [later] });
  await scene.planner.replanAll(new Date('2027-02-01T09:00:00Z'));
});

afterEach(() => scene.remove());

const follow = (course: string, at = start) => scene.book.follow(me, course, at);
const stop = (course: string | null, at = start) => scene.book.stop(me, course, at);
/** What is followed, with the Swedish time of the next message. */
const list = async () => (await scene.book.list(me)).map(({ course, next }) => `${course} ${next ? localTime(next) : 'nothing'}`);
const planned = async () => (await scene.rows()).filter(({ state }) => state === 'planned').map(({ course, reason, dueAt }) => `${course} ${reason} ${localTime(dueAt)}`);

const uglPlanned = ['course/ugl lead:14 2027-02-15 08:30', 'course/ugl lead:7 2027-02-22 08:30', 'course/ugl lead:1 2027-02-26 08:30'];
const otherPlanned = ['course/il lead:14 2027-03-01 08:30', 'course/il lead:7 2027-03-08 08:30', 'course/il lead:1 2027-03-12 08:30'];

describe('following', () => {
  test('plans its reminders and says when the first comes', async () => {
    expect(await follow(ugl)).toEqual({ course: ugl, already: false, next: new Date('2027-02-15T07:30:00Z') });
    expect(await planned()).toEqual(uglPlanned);
    expect(await scene.store.subscriptions.plan(me.id)).toMatchObject({ reachable: true, kind: 'personal', subscriptions: [{ course: ugl, following: true, leadDays: [14, 7, 1] }] });
  });

  test('twice changes nothing', async () => {
    await follow(ugl);
    const before = await scene.store.subscriptions.plan(me.id);
    expect(await follow(ugl, new Date('2027-02-09T09:00:00Z'))).toMatchObject({ already: true, next: new Date('2027-02-15T07:30:00Z') });
    expect(await scene.store.subscriptions.plan(me.id)).toEqual(before);
  });

  test('by two taps at the same time is one subscription', async () => {
    await Promise.all([follow(ugl), follow(ugl), follow(ugl)]);
    expect(await planned()).toEqual(uglPlanned);
    expect(await list()).toEqual(['course/ugl 2027-02-15 08:30']);
  });

  test('a course without dates is possible, and says that nothing is planned', async () => {
    scene.courses.push({ id: 'course/ul', occasions: [] });
    expect(await follow('course/ul')).toEqual({ course: 'course/ul', already: false, next: null });
    expect(await list()).toEqual(['course/ul nothing']);
  });

  test('of which the first reminder is past begins with the next', async () => {
    expect(await follow(ugl, new Date('2027-02-16T09:00:00Z'))).toMatchObject({ next: new Date('2027-02-22T07:30:00Z') });
    expect(await planned()).toEqual(uglPlanned.slice(1));
  });

  test('every course covers each', async () => {
    expect(await follow(everyCourse)).toEqual({ course: everyCourse, already: false, next: new Date('2027-02-15T07:30:00Z') });
    expect(await planned()).toEqual([...uglPlanned, ...otherPlanned]);
    expect(await list()).toEqual(['* 2027-02-15 08:30']);
  });

  test('one that every course covers is no news; what comes next is of that course', async () => {
    await follow(everyCourse);
    expect(await follow(other)).toEqual({ course: other, already: true, next: new Date('2027-03-01T07:30:00Z') });
    expect(await list()).toEqual(['* 2027-02-15 08:30']);
  });

  test('works again where the bot had been removed', async () => {
    await follow(ugl);
    await scene.store.conversations.markUnreachable(me.id, start);
    expect(await follow(ugl)).toMatchObject({ already: true });
    expect((await scene.store.subscriptions.plan(me.id)).reachable).toBe(true);
  });
});

describe('the list', () => {
  test('is empty for somebody unknown', async () => expect(await list()).toEqual([]));

  test('has every course first, then the others by id, each with its next message', async () => {
    for (const course of [ugl, other, everyCourse]) await follow(course);
    scene.courses.push({ id: 'course/ul', occasions: [{ ...later, lastRegistration: '2027-03-08' }] });
    await scene.planner.replanAll(start);
    expect(await list()).toEqual(['* 2027-02-22 08:30', 'course/il 2027-03-01 08:30', 'course/ugl 2027-02-15 08:30']);
  });

  test('goes on to the next message when one was sent', async () => {
    await follow(ugl);
    await scene.drive(scene.sender(), new Date('2027-02-15T10:00:00Z'), 3 * 3_600_000);
    expect(scene.seen).toHaveLength(1);
    expect(await list()).toEqual(['course/ugl 2027-02-22 08:30']);
  });
});

describe('stopping', () => {
  test('one calls off its reminders and leaves the others', async () => {
    await follow(ugl);
    await follow(other);
    expect(await stop(ugl)).toEqual([ugl]);
    expect(await planned()).toEqual(otherPlanned);
    expect(await list()).toEqual(['course/il 2027-03-01 08:30']);
  });

  test('what is not followed gives nothing', async () => {
    await follow(ugl);
    expect([await stop(other), await stop(everyCourse)]).toEqual([[], []]);
    expect(await scene.book.stop(chat('a:nobody'), null, start)).toEqual([]);
    expect(await planned()).toEqual(uglPlanned);
  });

  test('one of all makes an exception, until it is followed again', async () => {
    await follow(everyCourse);
    expect(await stop(ugl)).toEqual([ugl]);
    expect(await stop(ugl)).toEqual([]);
    expect(await planned()).toEqual(otherPlanned);
    expect(await list()).toEqual(['* 2027-03-01 08:30']);
    expect(await follow(everyCourse)).toMatchObject({ already: true, next: new Date('2027-03-01T07:30:00Z') });
    expect(await follow(ugl)).toMatchObject({ already: false, next: new Date('2027-02-15T07:30:00Z') });
    expect(await planned()).toEqual([...uglPlanned, ...otherPlanned]);
    expect(await list()).toEqual(['* 2027-03-01 08:30', 'course/ugl 2027-02-15 08:30']);
  });

  test('one that is followed by itself and with every course leaves neither', async () => {
    await follow(ugl);
    await follow(everyCourse);
    expect(await stop(ugl)).toEqual([ugl]);
    expect(await planned()).toEqual(otherPlanned);
  });

  test('every course leaves those that are followed by themselves', async () => {
    await follow(ugl);
    await follow(everyCourse);
    expect(await stop(everyCourse)).toEqual([everyCourse]);
    expect(await planned()).toEqual(uglPlanned);
    expect(await list()).toEqual(['course/ugl 2027-02-15 08:30']);
  });

  test('every course ends its exceptions: following every course again means every course', async () => {
    await follow(everyCourse);
    await stop(ugl);
    await stop(everyCourse);
    expect(await list()).toEqual([]);
    await follow(everyCourse);
    expect(await planned()).toEqual([...uglPlanned, ...otherPlanned]);
  });

  test('everything says what that was', async () => {
    await follow(everyCourse);
    await follow(other);
    await stop(ugl);
    expect(await stop(null)).toEqual([everyCourse]);
    expect(await planned()).toEqual([]);
    expect(await list()).toEqual([]);
    expect((await scene.store.subscriptions.plan(me.id)).subscriptions).toEqual([]);
  });
});

describe('reminding later', () => {
  const monday = new Date('2027-02-22T10:00:00Z');
  const snooze = (choice: SnoozeChoice, at = monday, name = occasion) => scene.book.snooze(me, name, choice, at);

  beforeEach(() => follow(ugl));

  test.each<[SnoozeChoice, string, string[]]>([
    ['tomorrow', '2027-02-23', ['course/ugl snooze:2027-02-23 2027-02-23 08:30', 'course/ugl lead:1 2027-02-26 08:30']],
    ['threeDays', '2027-02-25', ['course/ugl snooze:2027-02-25 2027-02-25 08:30', 'course/ugl lead:1 2027-02-26 08:30']],
    ['lastDay', '2027-03-01', ['course/ugl snooze:2027-03-01 2027-03-01 08:30']],
  ])('%s: on %s, and not in between', async (choice, day, then) => {
    await scene.drive(scene.sender(), monday, 3 * 3_600_000);
    expect(await snooze(choice)).toBe(day);
    expect(await planned()).toEqual(then);
    expect(await snooze(choice)).toBe(day);
    expect(await planned()).toEqual(then);
    await scene.drive(scene.sender(), new Date('2027-03-03T09:00:00Z'), 3 * 3_600_000);
    expect(scene.seen.map(({ body }) => body).slice(2)).toEqual(then.map((line) => line.split(' ').slice(0, 2).join(' ')));
  });

  test.each<[string, SnoozeChoice, Date, OccasionName]>([
    ['the last day is today', 'lastDay', new Date('2027-03-01T09:00:00Z'), occasion],
    ['tomorrow is after the last day', 'tomorrow', new Date('2027-03-01T09:00:00Z'), occasion],
    ['three days are after the last day', 'threeDays', new Date('2027-02-27T09:00:00Z'), occasion],
    ['the occasion is unknown', 'tomorrow', monday, { course: ugl, occasion: '2027-03-15 Skövde' }],
    ['the course is unknown', 'tomorrow', monday, { course: 'course/gone', occasion: occasion.occasion }],
    ['the course is not followed', 'tomorrow', monday, { course: other, occasion: '2027-04-20 Skövde' }],
  ])('is not possible when %s', async (_why, choice, at, name) => {
    const before = await scene.rows();
    expect(await snooze(choice, at, name)).toBe(null);
    expect(await scene.rows()).toEqual(before);
  });

  test('is not possible when the occasion is cancelled, or nothing is followed any more', async () => {
    scene.courses[0] = { id: ugl, occasions: [{ ...followedCourse().occasions[0]!, status: 'cancelled' }] };
    expect(await snooze('tomorrow')).toBe(null);
    scene.courses[0] = followedCourse();
    await stop(null);
    expect(await snooze('tomorrow')).toBe(null);
    expect(await scene.book.snooze(chat('a:nobody'), occasion, 'tomorrow', monday)).toBe(null);
  });

  test('is possible for who follows every course', async () => {
    await follow(everyCourse);
    expect(await snooze('threeDays', monday, { course: other, occasion: '2027-04-20 Skövde' })).toBe('2027-02-25');
    expect(await planned()).toContain('course/il snooze:2027-02-25 2027-02-25 08:30');
  });

  test('ends with the subscription', async () => {
    await snooze('lastDay');
    await stop(ugl);
    await follow(ugl, monday);
    expect(await planned()).toEqual(['course/ugl lead:1 2027-02-26 08:30']);
  });

  test('asked for twice, the later wish holds, and the first can be wished again', async () => {
    await scene.drive(scene.sender(), monday, 3 * 3_600_000);
    await snooze('tomorrow');
    await snooze('threeDays');
    expect(await planned()).toEqual(['course/ugl snooze:2027-02-25 2027-02-25 08:30', 'course/ugl lead:1 2027-02-26 08:30']);
    await snooze('tomorrow');
    expect(await planned()).toEqual(['course/ugl snooze:2027-02-23 2027-02-23 08:30', 'course/ugl lead:1 2027-02-26 08:30']);
  });
});

describe('having registered', () => {
  test('ends the reminders of that occasion, snoozed ones too, and no others', async () => {
    scene.courses[0] = { id: ugl, occasions: [...followedCourse().occasions, later] };
    await follow(ugl);
    await scene.book.snooze(me, occasion, 'tomorrow', start);
    await scene.book.registered(me, occasion, start);
    await scene.book.registered(me, occasion, start);
    expect(await planned()).toEqual(otherPlanned.map((line) => line.replace(other, ugl)));
    expect(await list()).toEqual(['course/ugl 2027-03-01 08:30']);
  });

  test('holds when the course is unfollowed and followed again', async () => {
    await follow(ugl);
    await scene.book.registered(me, occasion, start);
    await stop(ugl);
    expect(await follow(ugl)).toMatchObject({ next: null });
    expect(await planned()).toEqual([]);
  });

  test('is kept also of somebody of whom nothing is known any more, by an old button', async () => {
    await follow(ugl);
    await scene.store.forget(me.id);
    await scene.book.registered(me, occasion, start);
    expect((await scene.store.subscriptions.plan(me.id)).registered).toEqual([occasion]);
  });
});

test('everything says so when the store cannot be used', async () => {
  await scene.store.close();
  const wishes = [() => follow(ugl), () => stop(ugl), () => stop(null), () => list(), () => scene.book.snooze(me, occasion, 'tomorrow', start), () => scene.book.registered(me, occasion, start)];
  for (const wish of wishes) await expect(wish()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});
