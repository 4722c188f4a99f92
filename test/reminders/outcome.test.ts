import type { Delivery } from '../../src/reminders/delivery';
import { settlementOf, type SendOutcome } from '../../src/reminders/outcome';

const now = new Date('2026-11-02T08:00:00Z');

const claimed = (more: Partial<Delivery> = {}): Delivery => ({
  id: 'delivery', subscription: 'subscription', conversation: 'a:person', course: 'course/ugl', occasion: '2026-12-01 Göteborg', reason: 'lead:7',
  dueAt: now, usefulUntil: new Date('2026-11-09T00:00:00Z'), tryAt: new Date('2026-11-02T08:01:00Z'), state: 'sending',
  attempts: 1, failures: 0, unsure: 0, lastError: null, messageId: null, sentAt: null, ...more,
});

/** Seconds from now until it is tried again; null: never. */
function settle(more: Partial<Delivery>, outcome: SendOutcome, random = 1) {
  const { tryAt, ...rest } = settlementOf(claimed(more), outcome, now, random);
  return { ...rest, again: tryAt && (tryAt.getTime() - now.getTime()) / 1_000 };
}

const failed: SendOutcome = { kind: 'failed', error: 'HTTP 500' };
const unknown: SendOutcome = { kind: 'unknown', error: 'HTTP 502' };
const silent: SendOutcome = { kind: 'wait', milliseconds: null };

test.each<[string, Partial<Delivery>, SendOutcome, object]>([
  ['sent', {}, { kind: 'sent', messageId: 'm1' }, { state: 'sent', again: null, messageId: 'm1', sentAt: now, lastError: null }],
  ['sent after a failure', { lastError: 'HTTP 500', unsure: 1 }, { kind: 'sent', messageId: null }, { state: 'sent', again: null, messageId: null, unsure: 1, lastError: null }],
  ['told to wait', {}, { kind: 'wait', milliseconds: 7_500 }, { state: 'planned', again: 7.5, lastError: 'asked to wait', sentAt: null }],
  ['told to wait until the sun burns out', {}, { kind: 'wait', milliseconds: 1e30 }, { state: 'planned', again: 86_400 }],
  ['told to wait, not how long', {}, silent, { state: 'planned', again: 2 }],
  ['so for the fourth time', { attempts: 4 }, silent, { state: 'planned', again: 16 }],
  ['so for the thousandth time', { attempts: 1_000 }, silent, { state: 'planned', again: 300 }],
  ['failed once after many waits', { attempts: 30 }, failed, { state: 'planned', again: 60 }],
  ['held: nothing is wrong with the message', { attempts: 30, failures: 4 }, { kind: 'held', error: 'HTTP 401' }, { state: 'planned', again: 60, lastError: 'HTTP 401' }],
  ['unknown', {}, unknown, { state: 'unknown', again: 60, unsure: 1, lastError: 'HTTP 502' }],
  ['unknown once more', { unsure: 1, attempts: 2 }, unknown, { state: 'unknown', again: null, unsure: 2 }],
  ['removed or blocked', {}, { kind: 'unreachable', error: 'HTTP 403' }, { state: 'unreachable', again: null, lastError: 'HTTP 403' }],
  ['refused', {}, { kind: 'refused', error: 'HTTP 413' }, { state: 'failed', again: null, lastError: 'HTTP 413' }],
  ['refused after an unknown', { unsure: 1 }, { kind: 'refused', error: 'HTTP 400' }, { state: 'unknown', again: null, unsure: 1, lastError: 'HTTP 400' }],
  ['failed', {}, failed, { state: 'planned', again: 60, lastError: 'HTTP 500' }],
  ['failed twice', { failures: 1 }, failed, { state: 'planned', again: 4 * 60 }],
  ['failed three times', { failures: 2 }, failed, { state: 'planned', again: 16 * 60 }],
  ['failed four times', { failures: 3 }, failed, { state: 'planned', again: 60 * 60 }],
  ['failed five times', { failures: 4, attempts: 5 }, failed, { state: 'failed', again: null, lastError: 'HTTP 500' }],
  ['failed five times, an unknown among them', { failures: 4, unsure: 1 }, failed, { state: 'unknown', again: null }],
])('%s', (_name, delivery, outcome, expected) => {
  expect(settle(delivery, outcome)).toMatchObject(expected);
});

test('what fails together comes back apart: 50 to 100 % of the back-off', () => {
  expect([0, 0.5, 1].map((random) => settle({}, failed, random).again)).toEqual([30, 45, 60]);
  expect([0, 0.5, 1].map((random) => settle({}, silent, random).again)).toEqual([1, 1.5, 2]);
});

test('waiting is never given up', () => {
  for (let attempts = 1; attempts <= 10_000; attempts++) expect(settle({ attempts, unsure: 1 }, silent).state).toBe('planned');
});
