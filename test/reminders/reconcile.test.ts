import fc from 'fast-check';
import { deliveryStates, type Delivery, type DeliveryState, type Reason } from '../../src/reminders/delivery';
import { occasionKey, type Occasion, type SeenOccasion } from '../../src/reminders/occasion';
import type { Plan, PlanChange } from '../../src/reminders/ports';
import { reconcile } from '../../src/reminders/reconcile';
import { wantedMessages, type Wanted } from '../../src/reminders/wanted';
import { addDays, daysBefore, endOfDay, isSendingHours } from '../../src/reminders/working-time';

const ul = 'course/ul';
const now = new Date('2026-11-10T11:00:00Z');
const message: Wanted = {
  subscription: 'own',
  conversation: 'anna',
  course: ul,
  occasion: '2026-12-08 Göteborg',
  reason: 'lead:1',
  dueAt: new Date('2026-11-16T07:30:00Z'),
  usefulUntil: new Date('2026-11-17T23:00:00Z'),
};

function row(state: DeliveryState, changes: Partial<Delivery> = {}): Delivery {
  const rest = { attempts: 0, failures: 0, unsure: 0, lastError: null, messageId: null, sentAt: null };
  return { ...message, id: 'row', tryAt: state === 'planned' || state === 'sending' ? message.dueAt : null, state, ...rest, ...changes };
}

function changes(wanted: readonly Wanted[], deliveries: readonly Delivery[], reachable = true): PlanChange[] {
  return reconcile(wanted, { conversation: 'anna', kind: 'personal', reachable, subscriptions: [], registered: [], deliveries: [...deliveries] }, now);
}

const moved: PlanChange = { do: 'move', id: 'row', dueAt: message.dueAt, usefulUntil: message.usefulUntil };
const cancelled: PlanChange = { do: 'cancel', id: 'row' };
const firstUnsure = row('unknown', { unsure: 1, tryAt: message.dueAt });
const finallyUnsure = row('unknown', { unsure: 2 });

describe('a message that is wanted', () => {
  test('is planned when the ledger lacks it', () => expect(changes([message], [])).toEqual([{ do: 'insert', ...message }]));

  test.each<Partial<Delivery>>([{ reason: 'lead:7' }, { course: 'course/il' }, { occasion: '2027-02-02 Göteborg' }])('is planned though one with another %j was sent', (other) => {
    expect(changes([{ ...message, subscription: 'every' }], [row('sent', other)])).toEqual([{ do: 'insert', ...message, subscription: 'every' }]);
  });

  test('is left as it is when it is planned', () => expect(changes([message], [row('planned')])).toEqual([]));

  test.each<[string, Partial<Delivery>]>([
    ['it is due', { dueAt: now }],
    ['it is of use until', { usefulUntil: now }],
  ])('is moved when the time that %s has changed', (_what, before) => expect(changes([message], [row('planned', before)])).toEqual([moved]));

  test('is left as it is while it waits to be tried again', () => expect(changes([message], [row('planned', { attempts: 2, tryAt: now })])).toEqual([]));

  test.each(['cancelled', 'expired', 'unreachable'] as const)('is planned anew when it was %s', (state) => expect(changes([message], [row(state)])).toEqual([moved]));

  test('is planned anew when it was called off before it could be tried again', () => expect(changes([message], [row('cancelled', { unsure: 1 })])).toEqual([moved]));

  test('is not planned anew while nobody can be reached', () => {
    expect(changes([message], [row('unreachable')], false)).toEqual([]);
    expect(changes([message], [row('cancelled')], false)).toEqual([moved]);
  });

  test.each([
    ['sent', row('sent', { dueAt: now })],
    ['being sent', row('sending', { dueAt: now })],
    ['refused', row('failed', { dueAt: now })],
    ['perhaps sent', { ...finallyUnsure, dueAt: now }],
    ['perhaps sent, and will be tried again', { ...firstUnsure, dueAt: now }],
  ])('is left alone when it was %s', (_what, before) => expect(changes([message], [before])).toEqual([]));

  test.each([
    ['sent', row('sent')],
    ['being sent', row('sending')],
    ['perhaps sent', finallyUnsure],
    ['perhaps sent, then called off', row('cancelled', { unsure: 1 })],
  ])('does not go out again under another subscription when it was %s under one', (_what, before) => {
    expect(changes([{ ...message, subscription: 'every' }], [before])).toEqual([]);
    for (const state of ['cancelled', 'unreachable'] as const) expect(changes([{ ...message, subscription: 'every' }], [before, row(state, { id: 'other', subscription: 'every' })])).toEqual([]);
  });

  test('changes subscription while it waits', () => {
    expect(changes([{ ...message, subscription: 'every' }], [row('planned')])).toEqual([cancelled, { do: 'insert', ...message, subscription: 'every' }]);
  });
});

describe('a message that is not wanted', () => {
  test.each([
    ['planned', row('planned')],
    ['waiting to be tried again', firstUnsure],
  ])('is called off while it is %s', (_what, before) => expect(changes([], [before])).toEqual([cancelled]));

  test.each([row('sent'), row('sending'), row('failed'), finallyUnsure, row('unreachable'), row('cancelled'), row('expired')])('is left as it is when it is $state', (before) =>
    expect(changes([], [before])).toEqual([]),
  );

  test('is left to expire when it is too late for it', () => expect(changes([], [row('planned', { usefulUntil: now })])).toEqual([]));
});

/** What the ledger does with changes, without a database. */
function apply(changes: readonly PlanChange[], plan: Plan): Plan {
  const deliveries = plan.deliveries.map((one): Delivery => {
    const change = changes.find((it) => it.do !== 'insert' && it.id === one.id);
    if (change?.do === 'move') return { ...one, state: 'planned', dueAt: change.dueAt, usefulUntil: change.usefulUntil, tryAt: change.dueAt };
    return change ? { ...one, state: 'cancelled', tryAt: null } : one;
  });
  const inserted = changes.filter((change) => change.do === 'insert').map((wanted, i) => ({ ...row('planned'), ...wanted, id: `new ${i}`, tryAt: wanted.dueAt }));
  return { ...plan, deliveries: [...deliveries, ...inserted] };
}

describe('after a stop', () => {
  const occasion: Occasion = { place: 'Göteborg', date: '2026-12-08', lastRegistration: '2026-11-17', status: 'open' };
  const subscription = { id: 'own', conversation: 'anna', course: ul, following: true, leadDays: [14, 7, 1], since: new Date('2026-10-01T10:00:00Z') };
  const empty: Plan = { conversation: 'anna', kind: 'personal', reachable: true, subscriptions: [subscription], registered: [], deliveries: [] };
  const replan = (plan: Plan, at: Date) => reconcile(wantedMessages(plan, [{ id: ul, occasions: [occasion] }], [], at), plan, at);
  const planned = apply(replan(empty, new Date('2026-10-02T10:00:00Z')), empty);

  test('of a day a late reminder stays planned', () => {
    expect(planned.deliveries.map(({ reason }) => reason)).toEqual(['lead:14', 'lead:7', 'lead:1']);
    expect(replan(planned, new Date('2026-11-04T07:30:00Z'))).toEqual([]);
  });

  test('of a week a stale one is neither planned nor called off: it expires, and the ones after it stay', () => {
    const later = new Date('2026-11-10T08:00:00Z');
    expect(replan(empty, later).map((change) => change.do === 'insert' && change.reason)).toEqual(['lead:7', 'lead:1']);
    expect(replan(planned, later)).toEqual([]);
  });

  test('and once registering is over nothing is planned', () => expect(replan(empty, new Date('2026-11-17T23:00:00Z'))).toEqual([]));
});

/** Everything that planning one conversation depends on. */
interface World {
  plan: Plan;
  courses: { id: string; occasions: Occasion[] }[];
  seen: SeenOccasion[];
  now: Date;
}

/** Two years that begin and end among holidays, crowded enough that what is planned, said and seen meets. */
const anyDay = fc.integer({ min: 0, max: 730 }).map((n) => addDays('2025-12-20', n));
const anyInstant = fc.tuple(anyDay, fc.integer({ min: 0, max: 24 * 60 - 1 })).map(([day, minute]) => new Date(Date.parse(`${day}T00:00Z`) + minute * 60_000));
const anyLead = fc.integer({ min: 0, max: 20 });

/** An occasion around `now`, and what is remembered of it. */
function anyOccasion(at: Date): fc.Arbitrary<{ occasion: Occasion; firstSeen: Date; cancelledAt: Date }> {
  const near = (from: number, to: number) => fc.integer({ min: from * 24 * 60, max: to * 24 * 60 }).map((minutes) => new Date(at.getTime() + minutes * 60_000));
  const today = at.toISOString().slice(0, 10);
  return fc
    .record({
      place: fc.constantFrom('Göteborg', 'Skövde'),
      ahead: fc.integer({ min: -1, max: 40 }),
      closes: fc.option(fc.integer({ min: 0, max: 20 }), { freq: 4 }),
      status: fc.constantFrom<Occasion['status'][]>('open', 'open', 'open', 'full', 'cancelled'),
      firstSeen: near(-40, 0),
      cancelledAt: near(-20, 0),
    })
    .map(({ place, ahead, closes, status, firstSeen, cancelledAt }) => {
      const date = addDays(today, ahead);
      const lastDay = closes === null ? {} : { lastRegistration: daysBefore(date, closes) };
      return { occasion: { place, date, status, ...lastDay }, firstSeen, cancelledAt };
    });
}

const anyWorld: fc.Arbitrary<World> = anyInstant.chain((at) => {
  const ids = ['course/il', ul];
  const days = (from: number, to: number) => fc.integer({ min: from, max: to }).map((n) => addDays(at.toISOString().slice(0, 10), n));
  const anySubscription = (id: string, course: string) =>
    fc.record({
      id: fc.constant(id),
      conversation: fc.constant('anna'),
      course: fc.constant(course),
      following: fc.constantFrom(true, true, true, true, false),
      leadDays: fc.array(anyLead, { minLength: 1, maxLength: 5 }),
      since: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => new Date(at.getTime() - hours * 3_600_000)),
    });
  return fc
    .record({
      own: fc.option(anySubscription('own', ul)),
      every: fc.option(anySubscription('every', '*')),
      reachable: fc.boolean(),
      found: fc.array(fc.record({ course: fc.constantFrom(...ids), known: anyOccasion(at) }), { minLength: 1, maxLength: 5 }),
    })
    .chain(({ own, every, reachable, found }) => {
      const unique = [...new Map(found.map((one) => [`${one.course} ${occasionKey(one.known.occasion)}`, one])).values()];
      const names = unique.map(({ course, known }) => ({ course, occasion: occasionKey(known.occasion) }));
      const anyReason = fc.oneof(anyLead.map((n): Reason => `lead:${n}`), days(-5, 30).map((day): Reason => `snooze:${day}`), fc.constantFrom<Reason[]>('new', 'cancelled'));
      const anyRow = fc
        .record({
          name: fc.constantFrom(...names),
          subscription: fc.constantFrom('own', 'every', 'ended'),
          reason: anyReason,
          state: fc.constantFrom(...deliveryStates),
          again: fc.boolean(),
          due: days(-10, 10),
          useful: fc.integer({ min: 1, max: 15 }),
        })
        .map(({ name, subscription, reason, state, again, due, useful }): Delivery => {
          const dueAt = new Date(`${due}T07:30:00Z`);
          const waiting = state === 'planned' || state === 'sending' || (state === 'unknown' && again);
          const usefulUntil = endOfDay(addDays(due, useful));
          return row(state, { ...name, subscription, reason, dueAt, usefulUntil, tryAt: waiting ? dueAt : null, unsure: state === 'unknown' ? 1 : 0 });
        });
      const rows = fc.uniqueArray(anyRow, { maxLength: 8, selector: (one) => JSON.stringify([one.subscription, one.course, one.occasion, one.reason]) });
      return fc.record({ rows, registered: fc.subarray(names, { maxLength: 1 }) }).map(({ rows: deliveries, registered }) => ({
        plan: {
          conversation: 'anna',
          kind: 'personal' as const,
          reachable,
          subscriptions: [own, every].filter((one) => one !== null),
          registered,
          deliveries: deliveries.map((one, i) => ({ ...one, id: `row ${i}` })),
        },
        courses: ids.map((id) => ({ id, occasions: unique.filter(({ course }) => course === id).map(({ known }) => known.occasion) })),
        seen: unique.map(({ course, known: { occasion, firstSeen, cancelledAt } }) => ({
          course,
          occasion: occasionKey(occasion),
          firstSeen,
          cancelledAt: occasion.status === 'cancelled' ? new Date(Math.max(firstSeen.getTime(), cancelledAt.getTime())) : null,
        })),
        now: at,
      }));
    });
});

describe('whatever is followed, known and written in the ledger,', () => {
  /** Fails for the first of 500 worlds, always the same ones, that the check does not hold for. */
  const always = (check: (wanted: Wanted[], world: World) => void) =>
    fc.assert(fc.property(anyWorld, (world) => check(wantedMessages(world.plan, world.courses, world.seen, world.now), world)), { seed: 1, numRuns: 500 });
  const distinct = (texts: readonly string[]) => expect(new Set(texts).size).toBe(texts.length);
  const lead = ({ reason }: Wanted) => (reason.startsWith('lead:') ? Number(reason.slice('lead:'.length)) : null);
  const leads = (wanted: readonly Wanted[]) => wanted.filter((one) => lead(one) !== null);

  test('there is something to say in most of them', () => {
    const counts: number[] = [];
    always((wanted) => void counts.push(wanted.length));
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(250);
  });

  test('messages are due in sending hours', () => always((wanted) => wanted.forEach(({ dueAt }) => expect(isSendingHours(dueAt)).toBe(true))));

  test('each is still of use, and due before it is not', () =>
    always((wanted, { now: at }) => {
      for (const { dueAt, usefulUntil } of wanted) expect(Math.max(at.getTime(), dueAt.getTime())).toBeLessThan(usefulUntil.getTime());
    }));

  test('none is of use after registering is over, or after the day of what was cancelled', () =>
    always((wanted, { courses }) => {
      for (const { course, occasion, reason, usefulUntil } of wanted) {
        const { date, lastRegistration } = courses.find(({ id }) => id === course)!.occasions.find((one) => occasionKey(one) === occasion)!;
        const over = endOfDay(reason === 'cancelled' ? date : (lastRegistration ?? daysBefore(date, 1)));
        expect(usefulUntil.getTime()).toBeLessThanOrEqual(over.getTime());
      }
    }));

  test('each is one row of the ledger', () => always((wanted) => distinct(wanted.map(({ subscription, course, occasion, reason }) => [subscription, course, occasion, reason].join()))));

  test('no two reminders of an occasion are due together', () => always((wanted) => distinct(leads(wanted).map(({ course, occasion, dueAt }) => [course, occasion, dueAt.getTime()].join()))));

  test('a reminder nearer the last day is due later, and the ones before it are of no use by then', () =>
    always((wanted) => {
      for (const one of leads(wanted)) {
        for (const other of leads(wanted).filter(({ course, occasion }) => course === one.course && occasion === one.occasion)) {
          if (lead(other)! < lead(one)!) expect(one.usefulUntil.getTime()).toBeLessThanOrEqual(other.dueAt.getTime());
        }
      }
    }));

  test('planning twice changes nothing the second time', () =>
    always((wanted, world) => {
      const plan = apply(reconcile(wanted, world.plan, world.now), world.plan);
      expect(reconcile(wantedMessages(plan, world.courses, world.seen, world.now), plan, world.now)).toEqual([]);
    }));

  test('what was sent, is being sent or was refused is never touched', () =>
    always((wanted, { plan, now: at }) => {
      const final = new Set(plan.deliveries.filter(({ state, tryAt }) => ['sent', 'sending', 'failed'].includes(state) || (state === 'unknown' && tryAt === null)).map(({ id }) => id));
      for (const change of reconcile(wanted, plan, at)) if (change.do !== 'insert') expect(final).not.toContain(change.id);
    }));
});
