import { CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } from 'botbuilder';
import { noSignals } from '../../src/signals';
import { oneAttempt, type AttemptOptions } from '../../src/teams/one-attempt';
import { createSend } from '../../src/teams/send';
import { runBot } from '../support/running-bot';
import { createFaults, parseFaults } from '../support/simulated-teams/faults';
import { startSimulatedTeams, type Seen, type SimulatedTeamsServer } from '../support/simulated-teams/http';
import { createSimulatedTeams, type SimulatedTeams } from '../support/simulated-teams/teams';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

interface Scene {
  teams: SimulatedTeams;
  server: SimulatedTeamsServer;
  seen: Seen[];
  /** Milliseconds, in order; no wait takes time. */
  waits: number[];
  /** What was counted of each request. */
  counted: (number | null)[];
  turnErrors: Error[];
  adapter: CloudAdapter;
  /** A turn that says "Hej", and when that fails "Förlåt". */
  turn(): Promise<void>;
}

/** Teams with a script of faults, and an adapter on a clock that only its waits move. */
async function scene(script: string, more: AttemptOptions = {}): Promise<Scene> {
  let at = Date.parse('2026-11-02T08:00:00Z');
  const seen: Seen[] = [];
  const waits: number[] = [];
  const counted: (number | null)[] = [];
  const turnErrors: Error[] = [];
  const teams = createSimulatedTeams({ faults: createFaults(parseFaults(script), () => 0), now: () => at });
  const server = await startSimulatedTeams(teams, { onSeen: (request) => seen.push(request) });
  stops.push(() => server.stop());
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({})).use(oneAttempt({
    signals: { ...noSignals, connector: (status) => void counted.push(status) },
    now: () => new Date(at),
    random: () => 0,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      at += milliseconds;
    },
    ...more,
  }));
  adapter.onTurnError = async (context, error) => {
    turnErrors.push(error);
    await context.sendActivity('Förlåt').catch((unsaid: Error) => turnErrors.push(unsaid));
  };
  const activity = { type: 'message', id: 'a1', channelId: 'msteams', serviceUrl: server.url, from: { id: '29:p' }, recipient: { id: '28:bot' }, conversation: { id: 'c' } };
  return { teams, server, seen, waits, counted, turnErrors, adapter, turn: () => adapter.processActivityDirect('', activity as never, async (context) => void (await context.sendActivity('Hej'))) };
}

const texts = (seen: readonly Seen[]) => seen.map(({ body }) => (JSON.parse(body) as { text: string }).text);

test.each(['429', '412'])('%s: the same reply is posted again, delivered once, every post counted, and the turn learns nothing of it', async (status) => {
  const { turn, teams, seen, waits, counted, turnErrors } = await scene(`${status}+2@#1-2`);
  await turn();
  expect(teams.taken).toEqual(new Map([['c', 1]]));
  expect(new Set(seen.map(({ path, body }) => `${path} ${body}`)).size).toBe(1);
  expect(waits).toEqual([2_000, 2_000]);
  expect(counted).toEqual([Number(status), Number(status), 201]);
  expect(turnErrors).toEqual([]);
});

test.each(['502', '502-taken', '504', '504-taken', '500', '503', 'reset-taken'])('%s may have been delivered, or is no throttling: the reply is not posted again', async (fault) => {
  const { turn, seen, waits, turnErrors } = await scene(`${fault}@#1`);
  await turn();
  expect(texts(seen)).toEqual(['Hej', 'Förlåt']);
  expect(waits).toEqual([]);
  expect(turnErrors).toHaveLength(1);
});

test('a Retry-After that is too long: neither reply nor apology waits', async () => {
  const { turn, seen, waits, turnErrors } = await scene('429+60');
  await turn();
  expect(texts(seen)).toEqual(['Hej', 'Förlåt']);
  expect(waits).toEqual([]);
  expect(turnErrors).toHaveLength(2);
});

test('reply and apology share one patience, and the next turn has its own', async () => {
  const { turn, seen, waits, turnErrors } = await scene('429+1@#1-7');
  await turn();
  expect(texts(seen)).toEqual(['Hej', 'Hej', 'Hej', 'Hej', 'Förlåt']);
  expect(waits).toEqual([1_000, 1_000, 1_000]);
  expect(turnErrors).toHaveLength(2);
  await turn();
  expect(texts(seen).slice(5)).toEqual(['Hej', 'Hej', 'Hej']);
  expect(turnErrors).toHaveLength(2);
});

test('what the bot sends of itself is posted once, by the same adapter', async () => {
  const { adapter, server, seen, waits, counted } = await scene('429+1');
  const conversation = { id: 'c', kind: 'personal' as const, serviceUrl: server.url, botId: '28:bot', channelId: 'msteams' };
  expect(await createSend(adapter, '')(conversation, MessageFactory.text('UGL'))).toEqual({ kind: 'wait', milliseconds: 1_000 });
  expect(seen).toHaveLength(1);
  expect(waits).toEqual([]);
  expect(counted).toEqual([429]);
});

test('the time limit covers the waits, and ends them', async () => {
  const ended: unknown[] = [];
  const { turn, seen, turnErrors } = await scene('429+1@#1', {
    timeoutMilliseconds: 1_000,
    sleep: (_milliseconds, signal) => new Promise((_resolve, reject) => signal!.addEventListener('abort', () => reject(new Error(String(ended.push('wait')))))),
  });
  await turn();
  expect(turnErrors).toMatchObject([{ code: 'TIMEOUT' }]);
  expect(ended).toEqual(['wait']);
  expect(texts(seen)).toEqual(['Hej', 'Förlåt']);
});

test('where nothing could be said in time, the message that Teams delivers again is answered', async () => {
  const teams = createSimulatedTeams({ faults: createFaults(parseFaults('429+60@#1-2'), () => 0), now: () => 0 });
  const server = await startSimulatedTeams(teams);
  const running = await runBot();
  stops.push(() => running.stop(), () => server.stop());
  const message = running.message({ text: 'hej', serviceUrl: server.url });
  expect((await running.post(message)).status).toBe(500);
  expect(teams.requests()).toBe(2);
  expect((await running.post(message)).status).toBe(200);
  expect(teams.taken).toEqual(new Map([['a:person', 1]]));
});
