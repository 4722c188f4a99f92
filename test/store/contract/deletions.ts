import type { Masked } from '../../../src/dialogs/feedback/ports';
import type { DeliveryState } from '../../../src/reminders/delivery';
import { createReminderBook } from '../../../src/reminders/book';
import { createPlanner } from '../../../src/reminders/planner';
import { createRetention, type Gone } from '../../../src/retention/keep';
import { createLog } from '../../../src/log';
import { followedCourse } from '../../support/followed-course';
import { claim, conversation, follow, message, now, rows, sent, settled, type Setting } from './setting';

const dayLength = 86_400_000;
/** `now` and so many days: the occasion of `message` is on the ninth of them. */
const days = (count: number) => new Date(now.getTime() + count * dayLength);
const many = 500;

const log = createLog('silent');
const none: Gone = { deliveries: 0, feedback: 0, questions: 0, unreachable: 0, memory: 0, activities: 0 };

/** Deleting what is old. */
export function deletions(setting: () => Setting): void {
  /** A row of the ledger that was sent `now`, and one of another message that waits. */
  async function oneSentOneWaiting(): Promise<void> {
    const { store } = setting();
    const subscription = await follow(store, 'a:1');
    await store.ledger.apply([message(subscription)], now);
    await store.ledger.settle('one', settled(await claim(store)), now);
    await store.ledger.apply([message(subscription, { reason: 'lead:1' })], now);
  }

  const states = async () => (await rows(setting().store)).map(({ state }) => state);

  test('what was sent goes after its days and after its occasion; what waits stays', async () => {
    const { store } = setting();
    await oneSentOneWaiting();
    const deleted = (before: Date, at: Date) => store.deletions.deliveries(before, at, many);
    expect(await deleted(now, days(30))).toBe(0);
    // The occasion is on 1 December: until that day is over, the planner may ask what was sent.
    expect(await deleted(days(1), new Date('2026-12-01T22:59:00Z'))).toBe(0);
    expect(await deleted(days(1), new Date('2026-12-01T23:00:00Z'))).toBe(1);
    expect(await states()).toEqual(['planned']);
    expect(await deleted(days(30), days(60))).toBe(0);
  });

  test.each<[DeliveryState, number]>([['sent', 1], ['failed', 1], ['cancelled', 1], ['expired', 1], ['unreachable', 1], ['planned', 0], ['sending', 0]])('of rows that are %s %d go', async (state, count) => {
    const { store, run } = setting();
    await oneSentOneWaiting();
    await run(`delete from deliveries where state = 'planned'`);
    await run(`update deliveries set state = '${state}', try_at = ${['planned', 'sending'].includes(state) ? 'due_at' : 'null'}`);
    expect(await store.deletions.deliveries(days(30), days(60), many)).toBe(count);
  });

  test('of rows that nobody can tell of, the one to be tried again stays', async () => {
    const { store, run } = setting();
    await oneSentOneWaiting();
    await run(`update deliveries set state = 'unknown', try_at = case reason when 'lead:1' then due_at end`);
    expect(await store.deletions.deliveries(days(30), days(60), many)).toBe(1);
    expect(await rows(store)).toMatchObject([{ reason: 'lead:1' }]);
  });

  test('after it, planning anew plans nothing that was sent, at any time of the occasion', async () => {
    const { store } = setting();
    const courses = [followedCourse()];
    const planner = createPlanner(store, () => courses);
    const start = new Date('2027-01-04T09:00:00Z');
    await createReminderBook(store, planner, () => courses).follow(conversation('a:1'), 'course/ugl', start);
    const retention = createRetention({ store, decision: { reference: 'RS 2026-1', deliveries: 1 }, log });
    const everSent: string[] = [];
    // The last registration day moves, which plans reminders anew that have not been sent; the occasion is on 15 March.
    for (let day = 0; day < 80; day++) {
      const at = new Date(start.getTime() + day * dayLength);
      if (day === 50) courses[0]!.occasions[0]!.lastRegistration = '2027-03-12';
      await planner.replanAll(at);
      const claims = await claim(store, { now: at, instance: String(day) });
      everSent.push(...claims.flatMap(({ deliveries }) => deliveries.map(({ reason }) => reason)));
      await store.ledger.settle(String(day), settled(claims, { ...sent, sentAt: at }), at);
      await store.ledger.expire(at);
      await retention.run(at);
    }
    expect(everSent.sort()).toEqual(['lead:1', 'lead:14', 'lead:7']);
    expect(await rows(store)).toEqual([]);
  });

  test('ratings go by their day', async () => {
    const { store } = setting();
    for (const count of [0, 1]) await store.feedback.rate({ entry: 'course/ugl', helpful: true, reason: null, language: 'sv' }, days(count));
    expect(await store.deletions.feedback(now, many)).toBe(0);
    expect(await store.deletions.feedback(days(1), many)).toBe(1);
    expect(await store.feedback.judged('2026-11-23')).toMatchObject([{ yes: 1 }]);
  });

  test('who cannot be reached goes with everything, counted from the first time that it was told', async () => {
    const { store } = setting();
    const [back, reached] = [await follow(store, 'a:back'), await follow(store, 'a:reached')];
    await follow(store, 'a:gone');
    await store.ledger.apply([back, reached].map((one) => message(one)), now);
    await store.subscriptions.markRegistered('a:gone', 'course/ugl', '2026-12-01 Göteborg', now);
    await store.activities.firstTime('a:gone', 'activity', now);
    for (const id of ['a:gone', 'a:back']) await store.conversations.markUnreachable(id, now);
    await store.conversations.markUnreachable('a:gone', days(5));
    await store.conversations.remember(conversation('a:back'), days(5));
    expect(await store.deletions.unreachable(now, days(5), many)).toBe(0);
    expect(await store.deletions.unreachable(days(1), days(5), many)).toBe(1);
    expect(await store.kept('a:gone')).toEqual(await store.kept('a:nobody'));
    expect((await rows(store)).map((row) => row.conversation).sort()).toEqual(['a:back', 'a:reached']);
    expect(await store.deletions.unreachable(days(1), days(5), many)).toBe(0);
  });

  test('what was sent to one who cannot be reached stays until its own time, and nothing else of them', async () => {
    const { store } = setting();
    await oneSentOneWaiting();
    await store.memory.keep('a:1', { language: 'en', shown: [{ id: 'course/ugl', at: now }], offered: { at: now, language: 'en', buttons: [] } }, now);
    await store.subscriptions.markRegistered('a:1', 'course/ugl', '2026-12-01 Göteborg', now);
    await store.activities.firstTime('a:1', 'activity', now);
    await store.conversations.markUnreachable('a:1', now);
    expect(await store.deletions.unreachable(days(1), days(5), many)).toBe(1);
    expect(await store.kept('a:1')).toMatchObject({
      conversation: { reference: conversation('a:1'), language: null, shown: [], reachable: false, updatedAt: now },
      subscriptions: [],
      registrations: [],
      activities: [],
    });
    expect((await rows(store)).map(({ reason, state, tryAt }) => [reason, state, tryAt]).sort()).toEqual([['lead:1', 'cancelled', null], ['lead:7', 'sent', null]]);
    // Nothing more to do, until the ledger names it no more.
    expect(await store.deletions.unreachable(days(1), days(5), many)).toBe(0);
    expect(await store.deletions.deliveries(days(30), days(60), many)).toBe(2);
    expect(await store.deletions.unreachable(days(1), days(60), many)).toBe(1);
    expect(await store.kept('a:1')).toEqual(await store.kept('a:nobody'));
  });

  test('who comes back is reached again, whatever was deleted meanwhile', async () => {
    const { store } = setting();
    await oneSentOneWaiting();
    await store.conversations.markUnreachable('a:1', now);
    await store.deletions.unreachable(days(1), days(5), many);
    expect(await store.conversations.remember(conversation('a:1'), days(6))).toBe(true);
    expect(await store.deletions.unreachable(days(30), days(30), many)).toBe(0);
    await store.ledger.apply([message(await follow(store, 'a:1'))], now);
    expect(await claim(store)).toHaveLength(1);
  });

  test('ids of messages go by their age, a portion at a time', async () => {
    const { store } = setting();
    for (let i = 0; i < 25; i++) await store.activities.firstTime('a:1', `activity ${i}`, days(0));
    await store.activities.firstTime('a:1', 'later activity', days(1));
    expect(await store.deletions.activities(now, many)).toBe(0);
    expect(await store.deletions.activities(days(1), 22)).toBe(22);
    expect(await store.deletions.activities(days(1), 22)).toBe(3);
    expect((await store.kept('a:1')).activities).toEqual([{ activity: 'later activity', at: days(1) }]);
  });

  test('what was shown and offered goes, the language stays, and nobody counts as heard of', async () => {
    const { store } = setting();
    await follow(store, 'a:1');
    const remembered = { language: 'en' as const, shown: [{ id: 'course/ugl', at: now }], offered: { at: now, language: 'en' as const, buttons: [] } };
    await store.memory.keep('a:1', remembered, now);
    expect(await store.deletions.memory(now, many)).toBe(0);
    expect(await store.memory.recall('a:1')).toEqual(remembered);
    expect(await store.deletions.memory(days(1), many)).toBe(1);
    expect(await store.memory.recall('a:1')).toEqual({ language: 'en', shown: [], offered: null });
    expect((await store.kept('a:1')).conversation).toMatchObject({ updatedAt: now });
    await store.memory.keep('a:1', { language: 'en', shown: [], offered: null }, now);
    expect(await store.deletions.memory(days(1), many)).toBe(0);
  });

  test('no more than a portion goes at a time', async () => {
    const { store } = setting();
    for (let i = 0; i < 25; i++) await store.feedback.rate({ entry: null, helpful: true, reason: null, language: 'sv' }, now);
    expect(await store.deletions.feedback(days(1), 22)).toBe(22);
    expect(await store.deletions.feedback(days(1), 22)).toBe(3);
  });

  test('several at once delete everything once', async () => {
    const { store, other } = setting();
    for (let i = 0; i < 60; i++) {
      await store.feedback.rate({ entry: null, helpful: true, reason: null, language: 'sv' }, now);
      await store.conversations.remember(conversation(`a:${i}`), now);
      await store.conversations.markUnreachable(`a:${i}`, now);
    }
    await store.feedback.keepQuestion({ language: 'sv', outcome: 'none', entry: null, reason: null, question: 'Var?' as Masked }, 365, now);
    const decision = { reference: 'RS 2026-1', deliveries: 30, feedback: 30, unreachable: 30 };
    const one = createRetention({ store, decision, log });
    const two = createRetention({ store: other, decision, log });
    const [first, second] = await Promise.all([one.run(days(60)), two.run(days(60))]);
    const both = Object.fromEntries(Object.keys(none).map((kind) => [kind, first[kind as keyof Gone] + second[kind as keyof Gone]]));
    expect(both).toEqual({ ...none, feedback: 60, questions: 1, unreachable: 60 });
    expect(await one.run(days(60))).toEqual(none);
  });
}
