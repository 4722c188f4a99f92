import type { Masked } from '../../src/dialogs/feedback/ports';
import { createLog } from '../../src/log';
import { createRetention, type RetentionParts } from '../../src/retention/keep';
import { claim, conversation, follow, message, settled } from '../store/contract/setting';
import { temporaryStore, type TemporaryStore } from '../support/temporary-store';

const hour = 3_600_000;

let temporary: TemporaryStore;
let lines: Record<string, unknown>[];

beforeEach(async () => {
  temporary = await temporaryStore();
  lines = [];
});

afterEach(() => temporary.remove());

const retention = (more: Partial<RetentionParts> = {}) =>
  createRetention({ store: temporary.store, log: createLog('info', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) }), ...more });

/** The instants at which it ran, when it is called as it asks to be, from one instant to another. */
async function runsBetween(from: string, to: string): Promise<string[]> {
  const ran: string[] = [];
  const { step } = retention();
  for (let at = Date.parse(from); at < Date.parse(to); ) {
    const before = lines.length;
    const wait = await step(new Date(at));
    if (lines.length > before) ran.push(new Date(at).toISOString());
    at += wait;
  }
  return ran;
}

describe('when it runs', () => {
  test.each([
    ['in winter', '2026-11-22T12:00:00Z', ['2026-11-22T12:00:00.000Z', '2026-11-23T02:00:00.000Z', '2026-11-24T02:00:00.000Z'], '2026-11-24T12:00:00Z'],
    ['over the change to summer time', '2027-03-27T01:00:00Z', ['2027-03-27T02:00:00.000Z', '2027-03-28T01:00:00.000Z', '2027-03-29T01:00:00.000Z'], '2027-03-29T12:00:00Z'],
    ['over the change to winter time', '2026-10-24T00:00:00Z', ['2026-10-24T01:00:00.000Z', '2026-10-25T02:00:00.000Z', '2026-10-26T02:00:00.000Z'], '2026-10-26T12:00:00Z'],
  ])('once a day, at the first look after 03:00 in Sweden: %s', async (_name, from, expected, to) => {
    expect(await runsBetween(from, to)).toEqual(expected);
  });

  test('not again after a restart, nor by another instance, on the same day', async () => {
    await retention().step(new Date('2026-11-22T03:30:00Z'));
    for (const time of ['03:31', '12:00', '22:59']) await retention().step(new Date(`2026-11-22T${time}:00Z`));
    expect(lines).toHaveLength(1);
    await retention().step(new Date('2026-11-22T23:00:00Z'));
    expect(lines).toHaveLength(1);
    await retention().step(new Date('2026-11-23T02:00:00Z'));
    expect(lines).toHaveLength(2);
  });

  test('one that failed is taken up again', async () => {
    const { store } = temporary;
    const failing = { ...store, feedback: { expireQuestions: () => Promise.reject(new Error('down')) } };
    await expect(retention({ store: failing }).step(new Date('2026-11-22T03:30:00Z'))).rejects.toThrow('down');
    await retention().step(new Date('2026-11-22T03:31:00Z'));
    expect(lines).toHaveLength(1);
  });

  test('it looks again within an hour', async () => {
    expect(await retention().step(new Date('2026-11-22T01:00:00Z'))).toBe(hour);
  });
});

describe('what goes', () => {
  const now = new Date('2026-11-22T11:00:00Z');
  const later = new Date('2030-11-22T11:00:00Z');

  async function somethingOfEach(): Promise<void> {
    const { store } = temporary;
    await follow(store, 'a:1');
    await store.conversations.remember(conversation('a:2'), now);
    await store.activities.firstTime('a:1', 'activity', now);
    await store.memory.keep('a:1', { language: null, shown: [{ id: 'course/ugl', at: now }], offered: null }, now);
    await store.conversations.markUnreachable('a:2', now);
    await store.feedback.rate({ entry: null, helpful: true, reason: null, language: 'sv' }, now);
    await store.feedback.keepQuestion({ language: 'sv', outcome: 'none', entry: null, reason: null, question: 'Var?' as Masked }, 365, now);
  }

  test('without a decision only memory, ids of messages, and questions that are not to be kept', async () => {
    await somethingOfEach();
    expect(await retention().run(later)).toEqual({ deliveries: 0, feedback: 0, questions: 1, unreachable: 0, memory: 1, activities: 1 });
    expect(lines).toMatchObject([{ decision: null, days: { deliveries: null, feedback: null, questions: 0, unreachable: null }, gone: { questions: 1, memory: 1, activities: 1 } }]);
  });

  test('memory goes after half an hour, no sooner', async () => {
    await somethingOfEach();
    expect(await retention().run(new Date(now.getTime() + hour / 2))).toMatchObject({ memory: 0 });
    expect(await retention().run(new Date(now.getTime() + hour / 2 + 1))).toMatchObject({ memory: 1 });
  });

  test('ids of messages go after an hour, no sooner', async () => {
    await somethingOfEach();
    expect(await retention().run(new Date(now.getTime() + hour))).toMatchObject({ activities: 0 });
    expect(await retention().run(new Date(now.getTime() + hour + 1))).toMatchObject({ activities: 1 });
  });

  test('a decision on the unreachable alone deletes nothing of what was sent; one on what was sent lets them go with the last of it', async () => {
    const { store } = temporary;
    await store.ledger.apply([message(await follow(store, 'a:1'))], now);
    await store.ledger.settle('one', settled(await claim(store)), now);
    await store.conversations.markUnreachable('a:1', now);
    const run = (decision: Omit<NonNullable<RetentionParts['decision']>, 'reference'>) => retention({ decision: { reference: 'RS 2026-1', ...decision } }).run(later);
    expect(await run({ unreachable: 30 })).toMatchObject({ deliveries: 0, unreachable: 1 });
    expect((await store.kept('a:1')).deliveries).toMatchObject([{ state: 'sent' }]);
    expect(await run({ unreachable: 30, deliveries: 2_000 })).toMatchObject({ deliveries: 0, unreachable: 0 });
    expect(await run({ unreachable: 30, deliveries: 365 })).toMatchObject({ deliveries: 1, unreachable: 1 });
    expect((await store.kept('a:1')).conversation).toBeNull();
  });

  test('questions for as long as they are to be kept', async () => {
    await somethingOfEach();
    const dayLater = (days: number) => new Date(now.getTime() + days * 24 * hour);
    expect(await retention({ questionsDays: 30 }).run(dayLater(30))).toMatchObject({ questions: 0 });
    expect(await retention({ questionsDays: 30 }).run(dayLater(31))).toMatchObject({ questions: 1 });
  });

  test('with a decision what it names, and the log says on which decision', async () => {
    await somethingOfEach();
    expect(await retention({ decision: { reference: 'RS 2026-1', feedback: 365 } }).run(later)).toMatchObject({ feedback: 1, unreachable: 0 });
    expect(await retention({ decision: { reference: 'RS 2026-2', unreachable: 365 } }).run(later)).toMatchObject({ unreachable: 1 });
    expect((await temporary.store.kept('a:1')).conversation).not.toBeNull();
    expect(lines).toMatchObject([{ decision: 'RS 2026-1', days: { feedback: 365, unreachable: null } }, { decision: 'RS 2026-2', gone: { unreachable: 1 } }]);
  });

  test('more than a portion goes too', async () => {
    const { store } = temporary;
    for (let i = 0; i < 120; i++) {
      await store.conversations.remember(conversation(`a:${i}`), now);
      await store.conversations.markUnreachable(`a:${i}`, now);
    }
    expect(await retention({ decision: { reference: 'RS 2026-1', unreachable: 30 } }).run(later)).toMatchObject({ unreachable: 120 });
  });
});
