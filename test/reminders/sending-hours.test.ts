import { localTime } from '../../src/reminders/working-time';
import { followedCourse } from '../support/followed-course';
import { chat, createSendingScene, followedScene, type SendingScene } from '../support/sending-scene';

const ugl = followedCourse().id;

let scene: SendingScene;

afterEach(() => scene.remove());

const halfAnHour = 30 * 60_000;

/** One person for each half hour of a time, with a reminder due at that half hour. */
async function dueAllTheTime(begin: Date, end: Date): Promise<void> {
  for (let dueAt = begin; dueAt < end; dueAt = new Date(dueAt.getTime() + halfAnHour)) {
    const id = `a:${dueAt.toISOString()}`;
    await scene.store.conversations.remember(chat(id), begin);
    const subscription = await scene.store.subscriptions.put({ conversation: id, course: ugl, following: true, leadDays: [14] }, begin);
    await scene.store.ledger.apply([{ do: 'insert', subscription: subscription.id, conversation: id, course: ugl, occasion: '2028-12-01 Göteborg', reason: 'lead:14', dueAt, usefulUntil: new Date('2028-11-17T23:00:00Z') }], begin);
  }
}

describe('reminders due all day and all night', () => {
  test.each([
    ['on a day at work', '2027-02-16T05:00', '2027-02-16T20:00', ['2027-02-16'], '06:30'],
    ['over a weekend', '2027-02-19T15:00', '2027-02-22T08:00', ['2027-02-19', '2027-02-22'], '06:30'],
    ['over midsummer', '2027-06-24T12:00', '2027-06-28T08:00', ['2027-06-24', '2027-06-28'], '05:30'],
    ['over Easter, when summer time begins', '2027-03-25T12:00', '2027-03-30T08:00', ['2027-03-25', '2027-03-30'], '05:30'],
    ['over the weekend when summer time begins', '2026-03-27T12:00', '2026-03-30T08:00', ['2026-03-27', '2026-03-30'], '05:30'],
    ['over the weekend when summer time ends', '2026-10-30T12:00', '2026-11-02T08:00', ['2026-10-30', '2026-11-02'], '06:30'],
    ['over Christmas', '2026-12-23T12:00', '2026-12-28T08:00', ['2026-12-23', '2026-12-28'], '06:30'],
  ])('%s leave in working hours, and what came due meanwhile as soon as they begin', async (_when, from, to, days, openingUtc) => {
    const [begin, end] = [new Date(`${from}Z`), new Date(`${to}Z`)];
    scene = await createSendingScene({ start: begin });
    await dueAllTheTime(begin, end);
    await scene.drive(scene.sender(), end, 15 * 60_000);

    const times = scene.seen.map(({ at }) => localTime(at));
    const hours = times.map((time) => time.slice(11)).sort();
    expect([...new Set(times.map((time) => time.slice(0, 10)))]).toEqual(days);
    expect(hours[0]! >= '07:30' && hours.at(-1)! < '17:00').toBe(true);
    const lastDay = days.at(-1)!;
    expect(scene.seen.find(({ at }) => localTime(at).startsWith(lastDay))!.at.toISOString().slice(11, 16)).toBe(openingUtc);
    const left = (await scene.rows()).filter(({ state }) => state !== 'sent').map(({ dueAt }) => localTime(dueAt));
    expect(left.filter((time) => time < `${lastDay} 16:30`)).toEqual([]);
  });
});

describe('after the process was down', () => {
  /** Starts the bot at an instant, and lets it run for an hour: plans, then sends. */
  const startedAt = async (at: Date) => {
    await scene.clock.advance(at.getTime() - scene.clock.now().getTime());
    await scene.planner.replanAll(at);
    const sender = scene.sender();
    await scene.driveToTheEnd(sender, 1);
    await sender.settled();
  };
  const told = () => scene.seen.map(({ body, at }) => `${body} at ${localTime(at)}`);
  const states = async () => Object.fromEntries((await scene.rows()).map(({ reason, state }) => [reason, state]));

  test('over the time when it was due, the reminder goes out the next morning, once', async () => {
    scene = await followedScene();
    await startedAt(new Date('2027-02-16T05:45:00Z'));
    await startedAt(new Date('2027-02-16T09:00:00Z'));
    expect(told()).toEqual(['course/ugl lead:14 at 2027-02-16 07:30']);
  });

  test('over the time when it was of use, it expires', async () => {
    scene = await followedScene();
    await startedAt(new Date('2027-02-18T07:30:00Z'));
    expect(told()).toEqual([]);
    expect(await states()).toEqual({ 'lead:14': 'expired', 'lead:7': 'planned', 'lead:1': 'planned' });
  });

  test('over two reminders, only the later one goes out', async () => {
    scene = await followedScene();
    await startedAt(new Date('2027-02-26T07:45:00Z'));
    expect(told()).toEqual(['course/ugl lead:1 at 2027-02-26 08:45']);
    expect(await states()).toEqual({ 'lead:14': 'expired', 'lead:7': 'expired', 'lead:1': 'sent' });
  });

  test('on the last day for registering the last one still goes out, and after it none', async () => {
    scene = await followedScene();
    await startedAt(new Date('2027-03-01T15:30:00Z'));
    expect(told()).toEqual(['course/ugl lead:1 at 2027-03-01 16:30']);
    await scene.remove();
    scene = await followedScene();
    await startedAt(new Date('2027-03-02T07:30:00Z'));
    expect(told()).toEqual([]);
    expect(await states()).toEqual({ 'lead:14': 'expired', 'lead:7': 'expired', 'lead:1': 'expired' });
  });
});
