import type { Log } from '../src/log';
import { logSecretExpiry } from '../src/operations/secret-log';
import { readinessOf, secretExpiry } from '../src/readiness';

const fine = { stopping: false, storeWorks: true, hasModel: true, tickAge: 60, today: '2027-01-29' };

test.each([
  ['nothing is wrong', {}, 'ready'],
  ['the secret expires soon', { secretExpires: '2027-02-15' }, 'ready'],
  ['the secret has expired', { secretExpires: '2027-01-28' }, 'degraded'],
  ['the store is down', { storeWorks: false }, 'degraded'],
  ['no model fits the entries', { hasModel: false }, 'degraded'],
  ['the sender stands still', { tickAge: 181 }, 'degraded'],
  ['the bot stops', { stopping: true }, 'not ready'],
  ['the bot stops while the store is down', { stopping: true, storeWorks: false }, 'not ready'],
])('%s: %j is %s', (_what, conditions, status) => {
  expect(readinessOf({ ...fine, ...conditions }).status).toBe(status);
});

test('what is wrong is named', () => {
  expect(readinessOf(fine).checks).toEqual({ knowledge: 'ok', store: 'ok', reminders: 'ok', secret: 'no date' });
  expect(readinessOf({ ...fine, storeWorks: false, hasModel: false, tickAge: 900, secretExpires: '2027-02-15' }).checks).toEqual({ knowledge: 'without model', store: 'down', reminders: 'late', secret: 'expires soon' });
});

describe('the day on which the secret ends', () => {
  test.each([
    ['2027-03-31', 'ok', 61],
    ['2027-03-30', 'expires soon', 60],
    ['2027-01-29', 'expires soon', 0],
    ['2027-01-28', 'expired', -1],
  ])('%s, seen on 29 January 2027, is %s', (expires, state, daysLeft) => {
    expect(secretExpiry(expires, '2027-01-29')).toEqual({ daysLeft, state });
  });

  test('is in the log when it comes near', () => {
    const lines: string[] = [];
    const note = (level: string) => (...[, text]: unknown[]) => lines.push(`${level} ${String(text)}`);
    const noting = { warn: note('warn'), error: note('error') } as unknown as Log;
    for (const expires of ['2027-12-31', '2027-02-28', '2027-01-01']) logSecretExpiry(noting, expires, '2027-01-29');
    expect(lines).toEqual([expect.stringMatching(/^warn .* expires soon/), expect.stringMatching(/^error .* has expired/)]);
  });
});
