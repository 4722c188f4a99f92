import type { Delivery } from '../../src/reminders/delivery';
import { occasionKey, type Occasion, type SeenOccasion } from '../../src/reminders/occasion';
import type { Plan } from '../../src/reminders/ports';
import type { Subscription } from '../../src/reminders/subscription';
import { possibleSnoozes, snoozeDay, wantedMessages } from '../../src/reminders/wanted';
import { localTime } from '../../src/reminders/working-time';

/** Noon in Sweden, winter time. */
const noon = (day: string) => new Date(`${day}T11:00:00Z`);

/** Registering ends on Tuesday 17 November 2026. */
const autumn: Occasion = { place: 'Göteborg', date: '2026-12-08', lastRegistration: '2026-11-17', status: 'open' };
const ul = 'course/ul';
const follower: Subscription = { id: 'own', conversation: 'anna', course: ul, following: true, leadDays: [14, 7, 1], since: noon('2026-10-01') };
const ofEvery: Subscription = { ...follower, id: 'every', course: '*', leadDays: [7] };
const seenLongAgo: SeenOccasion = { course: ul, occasion: occasionKey(autumn), firstSeen: noon('2026-09-01'), cancelledAt: null };
const nothing: Plan = { conversation: 'anna', kind: 'personal', reachable: true, subscriptions: [], registered: [], deliveries: [] };

function snoozeRow(day: string, changes: Partial<Delivery> = {}): Delivery {
  const when = { dueAt: new Date(`${day}T07:30:00Z`), usefulUntil: noon('2026-11-17'), tryAt: null, sentAt: null };
  const id = { id: day, subscription: 'own', conversation: 'anna', course: ul, occasion: occasionKey(autumn), reason: `snooze:${day}` as const };
  return { ...id, ...when, state: 'planned', attempts: 0, failures: 0, unsure: 0, lastError: null, messageId: null, ...changes };
}

interface Case {
  occasion?: Occasion;
  seen?: Partial<SeenOccasion>;
  follows?: Subscription[];
  registered?: boolean;
  rows?: Delivery[];
  now?: Date;
}

/** "reason: due – until" in Swedish time, for one occasion of one course. */
function wanted({ occasion = autumn, seen = {}, follows = [follower], registered = false, rows = [], now = noon('2026-10-02') }: Case): string[] {
  const name = { course: ul, occasion: occasionKey(occasion) };
  const plan = { ...nothing, subscriptions: follows, registered: registered ? [name] : [], deliveries: rows };
  return wantedMessages(plan, [{ id: ul, occasions: [occasion] }], [{ ...seenLongAgo, ...name, ...seen }], now).map(
    ({ reason, dueAt, usefulUntil }) => `${reason}: ${localTime(dueAt)} – ${localTime(usefulUntil)}`,
  );
}

const withoutLastDay: Occasion = { place: 'Göteborg', date: '2026-12-08', status: 'open' };

describe('reminders before the last registration day', () => {
  test('are due at 08:30, each useful for 72 hours or until the next, the last one until the day is over', () => {
    expect(wanted({})).toEqual([
      'lead:14: 2026-11-03 08:30 – 2026-11-06 08:30',
      'lead:7: 2026-11-10 08:30 – 2026-11-13 08:30',
      'lead:1: 2026-11-16 08:30 – 2026-11-18 00:00',
    ]);
    expect(wanted({ follows: [{ ...follower, leadDays: [0, 1] }] })).toEqual(['lead:1: 2026-11-16 08:30 – 2026-11-17 08:30', 'lead:0: 2026-11-17 08:30 – 2026-11-18 00:00']);
  });

  test('say to whom and about what', () => {
    const [message] = wantedMessages({ ...nothing, subscriptions: [follower] }, [{ id: ul, occasions: [autumn] }], [seenLongAgo], noon('2026-11-16'));
    expect(message).toEqual({
      subscription: 'own',
      conversation: 'anna',
      course: ul,
      occasion: '2026-12-08 Göteborg',
      reason: 'lead:1',
      dueAt: new Date('2026-11-16T07:30:00Z'),
      usefulUntil: new Date('2026-11-17T23:00:00Z'),
    });
  });

  test.each([
    ['a Monday', '2026-11-16', [1], ['lead:1: 2026-11-13 08:30 – 2026-11-17 00:00']],
    ['a Sunday', '2026-11-15', [1, 0], ['lead:0: 2026-11-13 08:30 – 2026-11-16 00:00']],
    ['Easter Monday', '2027-03-29', [1], ['lead:1: 2027-03-25 08:30 – 2027-03-30 00:00']],
    ['the Monday after summer time began', '2027-04-05', [7], ['lead:7: 2027-03-25 08:30 – 2027-04-06 00:00']],
    ['Epiphany', '2027-01-06', [14, 7, 1], ['lead:14: 2026-12-23 08:30 – 2026-12-26 08:30', 'lead:7: 2026-12-30 08:30 – 2027-01-02 08:30', 'lead:1: 2027-01-05 08:30 – 2027-01-07 00:00']],
    ['the first working day after New Year', '2027-01-04', [1, 2, 3, 4, 5], ['lead:1: 2026-12-30 08:30 – 2027-01-05 00:00']],
  ])('move to the working day before when the last day is %s', (_which, lastRegistration, leadDays, messages) => {
    expect(wanted({ occasion: { ...autumn, date: '2027-05-04', lastRegistration }, follows: [{ ...follower, leadDays }] })).toEqual(messages);
  });

  test('are not wanted from before somebody began to follow', () => {
    expect(wanted({ follows: [{ ...follower, since: new Date('2026-11-10T07:30:00Z') }], now: noon('2026-11-10') })).toEqual(['lead:1: 2026-11-16 08:30 – 2026-11-18 00:00']);
    expect(wanted({ follows: [{ ...follower, since: noon('2026-11-16') }], now: noon('2026-11-16') })).toEqual([]);
  });

  test('end when they are stale, the last one when registering is over', () => {
    expect(wanted({ now: new Date('2026-11-06T07:29:59Z') })).toHaveLength(3);
    expect(wanted({ now: new Date('2026-11-06T07:30:00Z') })).toHaveLength(2);
    expect(wanted({ now: new Date('2026-11-17T22:59:59Z') })).toEqual(['lead:1: 2026-11-16 08:30 – 2026-11-18 00:00']);
    expect(wanted({ now: new Date('2026-11-17T23:00:00Z') })).toEqual([]);
  });

  test('follow a last day that was moved', () => {
    expect(wanted({ occasion: { ...autumn, lastRegistration: '2026-11-24' }, now: noon('2026-11-16') })).toEqual([
      'lead:7: 2026-11-17 08:30 – 2026-11-20 08:30',
      'lead:1: 2026-11-23 08:30 – 2026-11-25 00:00',
    ]);
  });

  test.each<[string, Case]>([
    ['is full', { occasion: { ...autumn, status: 'full' } }],
    ['was cancelled before anybody followed', { occasion: { ...autumn, status: 'cancelled' }, seen: { cancelledAt: noon('2026-09-15') } }],
    ['has no last registration day', { occasion: withoutLastDay }],
    ['is past, whatever its last registration day', { occasion: { ...autumn, date: '2026-10-01' } }],
    ['has been registered for', { registered: true, rows: [snoozeRow('2026-11-12')] }],
  ])('are not wanted for an occasion that %s', (_why, one) => expect(wanted(one)).toEqual([]));

  test('are not wanted for an occasion that the course no longer has', () => {
    expect(wantedMessages({ ...nothing, subscriptions: [follower] }, [{ id: ul, occasions: [] }], [seenLongAgo], noon('2026-10-02'))).toEqual([]);
  });
});

describe('somebody who follows every course', () => {
  test('is reminded of each', () => expect(wanted({ follows: [ofEvery] })).toEqual(['lead:7: 2026-11-10 08:30 – 2026-11-18 00:00']));

  test('is reminded as they wish of one that they also follow by itself', () => expect(wanted({ follows: [ofEvery, follower] })).toEqual(wanted({})));

  test('hears nothing of one that they asked not to hear of', () => expect(wanted({ follows: [{ ...follower, following: false }, ofEvery] })).toEqual([]));
});

describe('a snooze', () => {
  test('puts off what is due until then', () => {
    expect(wanted({ rows: [snoozeRow('2026-11-12')] })).toEqual(['snooze:2026-11-12: 2026-11-12 08:30 – 2026-11-18 00:00', 'lead:1: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test('takes the place of a reminder at the same time', () => {
    expect(wanted({ rows: [snoozeRow('2026-11-16')] })).toEqual(['snooze:2026-11-16: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test('once sent, does not bring back what it put off', () => {
    expect(wanted({ rows: [snoozeRow('2026-11-17', { state: 'sent', sentAt: new Date('2026-11-17T07:30:05Z') })], now: noon('2026-11-17') })).toEqual([]);
  });

  test('moves with a last day that was moved before it, and stays where it was moved after', () => {
    const rows = [snoozeRow('2026-11-17')];
    expect(wanted({ occasion: { ...autumn, lastRegistration: '2026-11-15' }, rows })).toEqual(['snooze:2026-11-17: 2026-11-13 08:30 – 2026-11-16 00:00']);
    expect(wanted({ occasion: { ...autumn, lastRegistration: '2026-11-19' }, rows })).toEqual([
      'snooze:2026-11-17: 2026-11-17 08:30 – 2026-11-20 00:00',
      'lead:1: 2026-11-18 08:30 – 2026-11-20 00:00',
    ]);
  });

  test('moves to the next working day when its day turns out not to be one', () => {
    expect(wanted({ rows: [snoozeRow('2026-11-14')] })).toEqual(['snooze:2026-11-14: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test('stays, under the subscription that now decides, when the course is followed by itself as well', () => {
    const rows = [snoozeRow('2026-11-16', { subscription: 'every' })];
    expect(wanted({ follows: [ofEvery, follower], rows })).toEqual(['snooze:2026-11-16: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test('ends with its subscription', () => {
    expect(wanted({ rows: [snoozeRow('2026-11-16', { subscription: 'ended', state: 'cancelled' })] })).toEqual(wanted({}));
  });

  test.each<[string, Occasion]>([
    ['is full', { ...autumn, status: 'full' }],
    ['is cancelled', { ...autumn, status: 'cancelled' }],
    ['has lost its last registration day', withoutLastDay],
  ])('is not wanted while the occasion %s', (_why, occasion) => expect(wanted({ occasion, rows: [snoozeRow('2026-11-12')] })).toEqual([]));
});

describe('a new occasion', () => {
  const seen = { firstSeen: noon('2026-10-09') };
  const now = noon('2026-10-09');

  test('is told of at the next 08:30, and can be acted on until registering is over', () => {
    expect(wanted({ seen, now })[0]).toBe('new: 2026-10-12 08:30 – 2026-11-18 00:00');
  });

  test('without a last registration day is news until the day before it', () => {
    expect(wanted({ occasion: withoutLastDay, seen, now })).toEqual(['new: 2026-10-12 08:30 – 2026-12-08 00:00']);
  });

  test('is no news to somebody who began to follow afterwards or just then', () => {
    expect(wanted({ seen: { firstSeen: follower.since } })).toEqual(wanted({}));
  });

  test('is told of before reminders, which otherwise would come first or with it', () => {
    expect(wanted({ seen: { firstSeen: noon('2026-11-10') }, now: noon('2026-11-10') })).toEqual([
      'new: 2026-11-11 08:30 – 2026-11-18 00:00',
      'lead:1: 2026-11-16 08:30 – 2026-11-18 00:00',
    ]);
    expect(wanted({ seen: { firstSeen: noon('2026-11-13') }, now: noon('2026-11-13') })).toEqual(['new: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test('is told of at once when registering is over by the next 08:30', () => {
    expect(wanted({ seen: { firstSeen: noon('2026-11-17') }, now: noon('2026-11-17') })).toEqual(['new: 2026-11-17 12:00 – 2026-11-18 00:00']);
  });

  test('that comes too late for any message leaves the reminder', () => {
    const firstSeen = new Date('2026-11-17T17:00:00Z');
    expect(wanted({ seen: { firstSeen }, now: firstSeen })).toEqual(['lead:1: 2026-11-16 08:30 – 2026-11-18 00:00']);
  });

  test.each<[string, Case]>([
    ['is full', { occasion: { ...autumn, status: 'full' } }],
    ['is cancelled', { occasion: { ...autumn, status: 'cancelled' }, seen: { ...seen, cancelledAt: seen.firstSeen } }],
    ['has been registered for', { registered: true }],
    ['can no longer be registered for', { now: noon('2026-11-18') }],
  ])('is not told of when it %s', (_why, one) => expect(wanted({ seen, now, ...one })).toEqual([]));
});

describe('a cancelled occasion', () => {
  const occasion: Occasion = { ...autumn, status: 'cancelled' };
  const told = (cancelledAt: Date, more: Case = {}) => wanted({ occasion, now: cancelledAt, ...more, seen: { cancelledAt, ...more.seen } });

  test('is told of at the next 08:30 until its day is over, and nothing else is', () => {
    expect(told(noon('2026-11-06'), { rows: [snoozeRow('2026-11-12')] })).toEqual(['cancelled: 2026-11-09 08:30 – 2026-12-09 00:00']);
  });

  test('is told of to those who registered', () => expect(told(noon('2026-11-06'), { registered: true })).toHaveLength(1));

  test('is told of after registering was over', () => expect(told(noon('2026-11-30'))).toEqual(['cancelled: 2026-12-01 08:30 – 2026-12-09 00:00']));

  test('is told of at once when the next 08:30 is on its day or later', () => {
    expect(told(noon('2026-12-07'))).toEqual(['cancelled: 2026-12-07 12:00 – 2026-12-09 00:00']);
    expect(told(new Date('2026-12-07T18:00:00Z'))).toEqual(['cancelled: 2026-12-08 07:30 – 2026-12-09 00:00']);
    expect(told(noon('2026-12-08'))).toEqual(['cancelled: 2026-12-08 12:00 – 2026-12-09 00:00']);
  });

  test('is no news when its day is over by the time that anything can be sent', () => expect(told(new Date('2026-12-08T18:00:00Z'))).toEqual([]));

  test('is no news to somebody who began to follow afterwards', () => expect(told(noon('2026-09-20'), { now: noon('2026-10-02') })).toEqual([]));

  test('is no news when it was cancelled as it was first seen', () => expect(told(noon('2026-11-06'), { seen: { firstSeen: noon('2026-11-06') } })).toEqual([]));

  test('is no news when it is past', () => expect(told(noon('2026-11-06'), { now: noon('2026-12-09') })).toEqual([]));
});

describe('somebody who wants to be reminded later', () => {
  const friday = noon('2026-11-13');

  test.each([
    ['tomorrow', '2026-11-17', '2026-11-16'],
    ['threeDays', '2026-11-17', '2026-11-16'],
    ['lastDay', '2026-11-17', '2026-11-17'],
    ['lastDay', '2026-11-22', '2026-11-20'],
  ] as const)('on a Friday with "%s" and %s as the last day is reminded on %s', (choice, last, day) => expect(snoozeDay(choice, last, friday)).toBe(day));

  test.each([
    ['tomorrow', '2026-11-15'],
    ['threeDays', '2026-11-15'],
    ['lastDay', '2026-11-13'],
    ['lastDay', '2026-11-15'],
    ['lastDay', '2026-11-12'],
  ] as const)('cannot be on a Friday with "%s" and %s as the last day', (choice, last) => expect(snoozeDay(choice, last, friday)).toBeNull());

  test('counts from the day in Sweden', () => expect(snoozeDay('tomorrow', '2026-11-17', new Date('2026-11-09T23:30:00Z'))).toBe('2026-11-11'));

  test.each([
    ['2026-11-09', '2026-11-17', ['tomorrow', 'threeDays', 'lastDay']],
    ['2026-11-13', '2026-11-17', ['tomorrow', 'lastDay']],
    ['2026-11-13', '2026-11-16', ['tomorrow']],
    ['2026-11-14', '2026-11-17', ['tomorrow', 'threeDays']],
    ['2026-11-17', '2026-11-17', []],
    ['2026-12-23', '2027-01-10', ['tomorrow', 'lastDay']],
  ])('is offered, on %s with %s as the last day, %j', (today, last, choices) => expect(possibleSnoozes(last, noon(today))).toEqual(choices));
});
