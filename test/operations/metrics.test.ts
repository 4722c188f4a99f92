import { createMetrics, type Looks } from '../../src/operations/metrics';
import { product } from '../support/product';
import { runBot, type Running } from '../support/running-bot';

describe('a bot that people talk with', () => {
  let running: Running;
  beforeAll(async () => {
    running = await runBot();
  });
  afterAll(() => running.stop());

  /** The values of a metric, by its labels as written. */
  const values = async (name: string) =>
    Object.fromEntries((await running.get('/metrics')).split('\n').flatMap((line) => {
      const [, found, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      return found === name ? [[labels, Number(value)]] : [];
    }));

  test('turns are counted by how they ended, and timed', async () => {
    const { message, post } = running;
    await post(message({ text: 'Får jag lämna ut kollegans hemnummer till en som ringer?' }));
    await post(message({ text: 'sekretess' }));
    await post(message({ text: 'vad blir det till lunch' }));
    await post(message({ text: 'påminn mig om UGL' }));
    await post(message({ value: { v: 1, do: 'show', id: 'course/ugl', language: 'sv' } }));
    const again = message({ text: 'hej' });
    await post(again);
    await post(again);
    await post(message({ type: 'invoke', name: 'composeExtension/query', value: { commandId: 'find', parameters: [{ name: 'query', value: 'hemnummer' }] } }));
    await post(message({ type: 'somethingNew' }));
    expect(await values('vagvisaren_turns_total')).toEqual({
      'kind="message",outcome="answer"': 1,
      'kind="message",outcome="choices"': 1,
      'kind="message",outcome="none"': 2,
      'kind="message",outcome="action"': 1,
      'kind="message",outcome="button"': 1,
      'kind="message",outcome="again"': 1,
      'kind="invoke",outcome="done"': 1,
      'kind="other",outcome="done"': 1,
      // Told from the start, so that the first one is seen to rise.
      'kind="message",outcome="failed"': 0,
      'kind="invoke",outcome="failed"': 0,
    });
    expect(await values('vagvisaren_turn_seconds_count')).toEqual({ 'kind="message"': 7, 'kind="invoke"': 1, 'kind="other"': 1 });
    expect(await values('vagvisaren_connector_seconds_count')).toEqual({ 'status="200"': 6 });
  });

  test('requests without a turn are counted by their status', async () => {
    await running.post({ nothing: true });
    expect(await values('vagvisaren_refused_total')).toEqual({ 'status="400"': 1, 'status="401"': 0, 'status="403"': 0, 'status="503"': 0 });
  });

  test('what the store, the sender and the knowledge say', async () => {
    expect(await values('vagvisaren_store_up')).toEqual({ '': 1 });
    expect(await values('vagvisaren_reminders')).toMatchObject({ 'state="planned"': 0, 'state="sent"': 0, 'state="failed"': 0 });
    expect(await values('vagvisaren_reminder_queue_age_seconds')).toEqual({ '': 0 });
    expect(await values('vagvisaren_reminder_tick_age_seconds')).toEqual({ '': 0 });
    expect(await values('vagvisaren_model_current')).toEqual({ '': 1 });
    const { knowledge } = JSON.parse(await running.get('/healthz')) as { knowledge: string };
    expect(await values('vagvisaren_knowledge_entries')).toEqual({ [`version="${knowledge}"`]: product().knowledge.entries.size });
    expect(Object.keys(await values('nodejs_eventloop_lag_p99_seconds'))).toHaveLength(1);
  });

  test('only /metrics is there, and not on the port of the messages', async () => {
    expect((await fetch(`http://127.0.0.1:${running.bot.metricsPort}/healthz`, { headers: { connection: 'close' } })).status).toBe(404);
    expect((await fetch(`${running.url}/metrics`, { headers: { connection: 'close' } })).status).toBe(404);
  });
});

describe('what cannot be asked', () => {
  const looks: Looks = {
    now: () => new Date('2027-02-15T08:00:00Z'),
    ledger: async () => ({ byState: { planned: 3, sending: 0, sent: 5, unknown: 0, unreachable: 0, failed: 0, cancelled: 0, expired: 0 }, oldestDue: new Date('2027-02-15T07:30:00Z'), lastTick: null }),
    storeWorks: async () => true,
    tickAge: () => 12,
    edition: () => ({ version: 'x', entries: 1, hasModel: false }),
  };

  test('the age of the oldest reminder that waits', async () => {
    expect(await createMetrics(looks).text()).toContain('vagvisaren_reminder_queue_age_seconds 1800');
  });

  test('is left out rather than told as it was', async () => {
    let down = false;
    const metrics = createMetrics({ ...looks, ledger: () => (down ? Promise.reject(new Error('down')) : looks.ledger()), storeWorks: async () => !down });
    expect(await metrics.text()).toContain('vagvisaren_reminders{state="sent"} 5');
    down = true;
    const text = await metrics.text();
    expect(text).toContain('vagvisaren_store_up 0');
    expect(text).not.toContain('vagvisaren_reminders{');
    expect(text).toContain('vagvisaren_reminder_queue_age_seconds Nan');
  });

  test('the end of the secret is told only where it is configured', async () => {
    expect(await createMetrics({ ...looks, secretExpires: '2027-03-31' }).text()).toContain(`vagvisaren_secret_expires_timestamp_seconds ${Date.parse('2027-04-01T00:00:00Z') / 1_000}`);
    expect(await createMetrics(looks).text()).not.toContain('vagvisaren_secret_expires');
  });
});
