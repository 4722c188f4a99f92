import type { Occasion } from '../../src/reminders/occasion';
import { createPlanner } from '../../src/reminders/planner';
import { everyCourse } from '../../src/reminders/subscription';
import { localTime } from '../../src/reminders/working-time';
import { followedCourse } from '../support/followed-course';
import { chat, createSendingScene, people, type SendingScene } from '../support/sending-scene';

const ugl = followedCourse().id;
const follower = chat('a:1');
/** A Monday at ten, a week before the first reminder of `followedCourse`. */
const start = new Date('2027-02-08T09:00:00Z');
const another: Occasion = { place: 'Skövde', date: '2027-04-20', lastRegistration: '2027-04-06', status: 'open' };

let scene: SendingScene;

beforeEach(async () => {
  scene = await createSendingScene({ start });
});

afterEach(() => scene.remove());

const day = (text: string, time = '10:00') => new Date(`${text}T${time}:00Z`);
/** The only course as the knowledge has it from now on. */
const coursesAre = (...occasions: Occasion[]) => scene.courses.splice(0, scene.courses.length, { id: ugl, occasions });
const theOccasion = (more: Partial<Occasion> = {}): Occasion => ({ ...followedCourse().occasions[0]!, ...more });

/** Follows; then a minute passes. */
async function follow(course = ugl, who = follower): Promise<void> {
  await scene.book.follow(who, course, scene.clock.now());
  await scene.clock.advance(60_000);
}

/** Lets time pass until an instant while the bot runs: it plans at start and sends what is due. */
async function runUntil(end: Date): Promise<void> {
  await scene.planner.replanAll(scene.clock.now());
  await scene.drive(scene.sender(), end, 3 * 3_600_000);
}

/** "reason state, due" of every row in the order of the due times. */
const ledger = async () => (await scene.rows()).map(({ reason, state, dueAt }) => `${reason} ${state} ${localTime(dueAt)}`);
const told = () => scene.seen.map(({ conversation, body, at }) => `${localTime(at).slice(0, 10)} ${conversation}: ${body}`);

const asPlanned = ['lead:14 planned 2027-02-15 08:30', 'lead:7 planned 2027-02-22 08:30', 'lead:1 planned 2027-02-26 08:30'];

describe('planning everybody', () => {
  test('plans for all, however many they are, once', async () => {
    for (const id of people(205)) {
      await scene.store.conversations.remember(chat(id), start);
      await scene.store.subscriptions.put({ conversation: id, course: ugl, following: true, leadDays: [14, 7, 1] }, start);
    }
    await scene.planner.replanAll(start);
    await scene.planner.replanAll(day('2027-02-09'));
    const rows = await scene.rows();
    expect(rows).toHaveLength(3 * 205);
    expect(new Set(rows.map(({ conversation }) => conversation)).size).toBe(205);
  });

  test('writes nothing where nothing has changed', async () => {
    await follow();
    const apply = jest.fn(scene.store.ledger.apply);
    const planner = createPlanner({ ...scene.store, ledger: { ...scene.store.ledger, apply } }, () => scene.courses);
    await planner.replanAll(day('2027-02-09'));
    await planner.replan(follower.id, day('2027-02-10'));
    await planner.replan('a:nobody', day('2027-02-10'));
    expect(apply).not.toHaveBeenCalled();
    expect(await ledger()).toEqual(asPlanned);
  });

  test('by several at the same time gives each row once', async () => {
    for (const id of people(5)) await follow(ugl, chat(id));
    coursesAre(theOccasion(), another);
    const planners = [scene.planner, createPlanner(scene.store, () => scene.courses)];
    await Promise.all([...planners, ...planners].map((planner) => planner.replanAll(day('2027-02-09'))));
    const rows = await scene.rows();
    expect(rows).toHaveLength(5 * (3 + 4));
    expect(rows.every(({ state }) => state === 'planned')).toBe(true);
  });
});

describe('when the last registration day changes', () => {
  test('what is planned moves with it', async () => {
    await follow();
    const before = (await scene.rows()).map(({ id }) => id);
    coursesAre(theOccasion({ lastRegistration: '2027-03-08' }));
    await scene.planner.replanAll(day('2027-02-09'));
    expect(await ledger()).toEqual(['lead:14 planned 2027-02-22 08:30', 'lead:7 planned 2027-03-01 08:30', 'lead:1 planned 2027-03-05 08:30']);
    expect((await scene.rows()).map(({ id }) => id)).toEqual(before);
    await runUntil(day('2027-02-20'));
    expect(told()).toEqual([]);
  });

  test('what was sent is not sent again', async () => {
    await follow();
    await runUntil(day('2027-02-16'));
    coursesAre(theOccasion({ lastRegistration: '2027-03-08' }));
    await runUntil(day('2027-03-09'));
    expect(told()).toEqual(['2027-02-15 a:1: course/ugl lead:14', '2027-03-01 a:1: course/ugl lead:7', '2027-03-05 a:1: course/ugl lead:1']);
  });

  test('to a day so near that a reminder is overdue, that one goes out at once', async () => {
    await follow();
    await runUntil(day('2027-02-10'));
    coursesAre(theOccasion({ lastRegistration: '2027-02-17' }));
    await runUntil(day('2027-02-18'));
    expect(told()).toEqual(['2027-02-10 a:1: course/ugl lead:7', '2027-02-16 a:1: course/ugl lead:1']);
  });

  test('to none, nothing is planned until there is one again', async () => {
    await follow();
    coursesAre({ place: 'Göteborg', date: '2027-03-15', status: 'open' });
    await scene.planner.replanAll(day('2027-02-09'));
    expect((await scene.rows()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    coursesAre(theOccasion());
    await scene.planner.replanAll(day('2027-02-10'));
    expect(await ledger()).toEqual(asPlanned);
  });
});

describe('when an occasion is cancelled', () => {
  const cancelled = theOccasion({ status: 'cancelled' });

  test('its reminders are called off, and followers are told once, however often and by whomever it is planned', async () => {
    await follow();
    coursesAre(cancelled);
    const planners = [scene.planner, createPlanner(scene.store, () => scene.courses)];
    await Promise.all([...planners, ...planners].map((planner) => planner.replanAll(day('2027-02-08', '16:00'))));
    expect(await ledger()).toEqual(['cancelled planned 2027-02-09 08:30', ...asPlanned.map((line) => line.replace('planned', 'cancelled'))]);
    for (let days = 9; days < 13; days++) {
      await Promise.all(planners.map((planner) => planner.replanAll(scene.clock.now())));
      await runUntil(day(`2027-02-${String(days).padStart(2, '0')}`));
      await scene.planner.replan(follower.id, scene.clock.now());
    }
    await runUntil(day('2027-03-02'));
    expect(told()).toEqual(['2027-02-09 a:1: course/ugl cancelled']);
  });

  test('those who registered are told too, those who followed later are not', async () => {
    await follow();
    await scene.book.registered(follower, { course: ugl, occasion: '2027-03-15 Göteborg' }, start);
    await follow(everyCourse, chat('a:2'));
    coursesAre(cancelled);
    await scene.planner.replanAll(scene.clock.now());
    await scene.clock.advance(60_000);
    await follow(ugl, chat('a:3'));
    await runUntil(day('2027-02-10'));
    expect(told().sort()).toEqual(['2027-02-09 a:1: course/ugl cancelled', '2027-02-09 a:2: course/ugl cancelled']);
  });

  test('and held after all before anybody was told, nobody is told, and reminders are planned again', async () => {
    await follow();
    coursesAre(cancelled);
    await scene.planner.replanAll(scene.clock.now());
    coursesAre(theOccasion());
    await runUntil(day('2027-02-10'));
    expect(told()).toEqual([]);
    expect(await ledger()).toEqual(['cancelled cancelled 2027-02-09 08:30', ...asPlanned]);
  });

  test('nobody is told of one that was never known otherwise', async () => {
    await follow();
    coursesAre(theOccasion(), { ...another, status: 'cancelled' });
    await runUntil(day('2027-02-10'));
    expect(told()).toEqual([]);
  });
});

describe('when an occasion is full', () => {
  test('its reminders are called off, and planned again when there is room', async () => {
    await follow();
    coursesAre(theOccasion({ status: 'full' }));
    await runUntil(day('2027-02-16'));
    expect(told()).toEqual([]);
    coursesAre(theOccasion());
    await runUntil(day('2027-02-23'));
    expect(told()).toEqual(['2027-02-16 a:1: course/ugl lead:14', '2027-02-22 a:1: course/ugl lead:7']);
  });
});

describe('when there is a new occasion', () => {
  test('those who followed before are told once, those who follow later are not', async () => {
    await follow();
    await follow(everyCourse, chat('a:2'));
    coursesAre(theOccasion(), another);
    const planners = [scene.planner, createPlanner(scene.store, () => scene.courses)];
    await Promise.all(planners.map((planner) => planner.replanAll(scene.clock.now())));
    await scene.clock.advance(60_000);
    await follow(ugl, chat('a:3'));
    for (const until of ['2027-02-09', '2027-02-10', '2027-02-12']) await runUntil(day(until));
    expect(told().sort()).toEqual(['2027-02-09 a:1: course/ugl new', '2027-02-09 a:2: course/ugl new']);
  });

  test('a whole new course is news to those who follow every course', async () => {
    await follow();
    await follow(everyCourse, chat('a:2'));
    scene.courses.push({ id: 'course/ul', occasions: [another] });
    await runUntil(day('2027-02-10'));
    expect(told()).toEqual(['2027-02-09 a:2: course/ul new']);
  });

  test('nothing is news when a follower comes to an empty database', async () => {
    coursesAre(theOccasion(), another);
    await follow();
    await runUntil(day('2027-02-10'));
    expect(told()).toEqual([]);
  });
});

test('an occasion that disappears from the knowledge is not reminded of; when it is back it is no news', async () => {
  await follow();
  coursesAre();
  await scene.planner.replanAll(day('2027-02-09'));
  expect((await scene.rows()).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  scene.courses.length = 0;
  await scene.planner.replanAll(day('2027-02-09'));
  coursesAre(theOccasion());
  await scene.planner.replanAll(day('2027-02-10'));
  expect(await ledger()).toEqual(asPlanned);
});

describe('unfollowing and following again', () => {
  test('what is still to come goes out once, what was sent is not sent again', async () => {
    await follow();
    await runUntil(day('2027-02-15'));
    await scene.book.stop(follower, ugl, scene.clock.now());
    await follow();
    await runUntil(day('2027-03-02'));
    expect(told()).toEqual(['2027-02-15 a:1: course/ugl lead:14', '2027-02-22 a:1: course/ugl lead:7', '2027-02-26 a:1: course/ugl lead:1']);
  });

  test('what came in between is no news', async () => {
    await follow();
    await scene.book.stop(follower, ugl, start);
    coursesAre(theOccasion({ status: 'cancelled' }), another);
    await scene.planner.replanAll(day('2027-02-09'));
    await scene.clock.advance(2 * 86_400_000);
    await follow();
    await runUntil(day('2027-02-12'));
    expect(told()).toEqual([]);
    expect((await scene.rows()).filter(({ state }) => state === 'planned').map(({ occasion }) => occasion)).toEqual(Array(3).fill('2027-04-20 Skövde'));
  });

  test('while nobody follows, nothing is planned and nothing goes out', async () => {
    await follow();
    await scene.book.stop(follower, null, start);
    await runUntil(day('2027-02-16'));
    expect(told()).toEqual([]);
  });
});

test.each([
  ['first the course, then every course', [ugl, everyCourse]],
  ['first every course, then the course', [everyCourse, ugl]],
])('who follows a course twice over, %s, gets each reminder once', async (_order, courses) => {
  await follow(courses[0]);
  await runUntil(day('2027-02-15'));
  await follow(courses[1]);
  await runUntil(day('2027-02-23'));
  expect(told()).toEqual(['2027-02-15 a:1: course/ugl lead:14', '2027-02-22 a:1: course/ugl lead:7']);
});
