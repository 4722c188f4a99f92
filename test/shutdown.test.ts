import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type AddressInfo } from 'node:net';
import { startConnector } from './support/fake-connector';
import { runBot } from './support/running-bot';
import { spawnBot } from './support/spawn-bot';

/** All that jest can stand in for but setTimeout and clearTimeout. */
const otherTimers = ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const;

/** Posts on a connection that is kept, as load balancers do. Gives the status, or null where none came. */
function post(agent: Agent, port: number, activity: object): Promise<{ status: number | null; stays: boolean }> {
  return new Promise((resolve) => {
    const sent = request({ agent, host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume().on('end', () => resolve({ status: response.statusCode ?? null, stays: response.headers.connection !== 'close' }));
    });
    sent.once('error', () => resolve({ status: null, stays: false }));
    sent.end(JSON.stringify(activity));
  });
}

/** Stands in for Teams' connector: holds the first reply until told to take it. */
async function startHoldingConnector() {
  let asked: (response: ServerResponse) => void;
  const held = new Promise<ServerResponse>((resolve) => (asked = resolve));
  const server = createServer((posted, response) => void posted.resume().on('end', () => asked(response)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    /** Resolves when the reply is here. */
    held,
    async take() {
      const response = await held;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"held"}');
    },
    stop: () => new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

test('stopped while many ask, everybody is answered once, by this instance or, where it took no more, by the next', async () => {
  const connector = await startConnector();
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-shutdown-'));
  const environment = { DATABASE_FILE: join(folder, 'shared.db') };
  const first = await spawnBot(environment);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const activity = (n: number) => ({
    type: 'message', id: `activity-${n}`, channelId: 'msteams', serviceUrl: connector.url, from: { id: '29:person' }, recipient: { id: '28:bot' },
    conversation: { id: `a:person ${n}`, conversationType: 'personal' }, text: 'Får jag lämna ut kollegans hemnummer till en som ringer?',
  });

  let taking = true;
  let next = 0;
  let answered = 0;
  const refused: number[] = [];
  const asking = Array.from({ length: 16 }, async () => {
    while (taking) {
      const n = next++;
      const { status } = await post(agent, first.port, activity(n));
      if (status === 200) answered += 1;
      else {
        refused.push(n);
        // Nobody listens any more.
        taking = false;
      }
      if (answered === 200) first.signal('SIGTERM');
    }
  });
  expect(await first.ended).toBe(0);
  taking = false;
  await Promise.all(asking);
  expect(answered).toBeGreaterThanOrEqual(200);
  expect(first.lines.map(({ msg }) => msg)).not.toContain('not everything could be finished in time');

  const second = await spawnBot(environment);
  for (const n of refused) expect((await post(agent, second.port, activity(n))).status).toBe(200);
  // What this instance answered, the other knows of.
  for (const n of [0, 1, 2]) await post(agent, second.port, activity(n));
  const replies = connector.sent.map(({ path }) => decodeURIComponent(path));
  expect(replies).toHaveLength(next);
  expect(new Set(replies).size).toBe(next);

  second.signal('SIGTERM');
  expect(await second.ended).toBe(0);
  agent.destroy();
  await Promise.all([first.remove(), second.remove(), connector.stop()]);
  rmSync(folder, { recursive: true });
});

test('a bot that stops says so, tells everybody to come back on another connection, and takes what still comes', async () => {
  const running = await runBot();
  const agent = new Agent({ keepAlive: true });
  const port = running.bot.port;
  expect(await post(agent, port, running.message({ text: 'hej' }))).toEqual({ status: 200, stays: true });
  // The time that it still takes requests for ends when the test says so: a slow machine needs all of it.
  jest.useFakeTimers({ doNotFake: [...otherTimers] });
  const stopped = running.stop();
  expect(JSON.parse(await running.get('/readyz'))).toMatchObject({ status: 'not ready' });
  expect(await post(agent, port, running.message({ text: 'hej' }))).toEqual({ status: 200, stays: false });
  jest.advanceTimersByTime(1_500);
  jest.useRealTimers();
  await stopped;
  expect((await post(agent, port, running.message({ text: 'hej' }))).status).toBeNull();
  expect(running.connector.sent).toHaveLength(2);
  agent.destroy();
});

test('a turn that is under way when the stop begins is answered, and its connection, closed with it, does not hold the stop up', async () => {
  const running = await runBot();
  const teams = await startHoldingConnector();
  const agent = new Agent({ keepAlive: true });
  const port = running.bot.port;
  // Only the test lets time pass: the cut after eight seconds never comes.
  jest.useFakeTimers({ doNotFake: [...otherTimers] });
  try {
    const answered = post(agent, port, running.message({ serviceUrl: teams.url, text: 'hej' }));
    await teams.held;
    const stopped = running.stop();
    expect(JSON.parse(await running.get('/readyz'))).toMatchObject({ status: 'not ready' });
    jest.advanceTimersByTime(1_500);
    await expect(running.get('/readyz')).rejects.toThrow('fetch failed');
    await teams.take();
    expect(await answered).toEqual({ status: 200, stays: false });
    await stopped;
    expect(running.logged.join('')).not.toContain('not everything could be finished in time');
  } finally {
    jest.useRealTimers();
    // A connection that was left open would keep bot and test from ending.
    agent.destroy();
    await teams.stop();
  }
});

test('a request that never comes to its end does not keep it from stopping', async () => {
  const running = await runBot();
  const silent = connect(running.bot.port, '127.0.0.1').on('error', () => undefined);
  await new Promise((resolve) => silent.once('connect', resolve));
  silent.write('POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n');
  await running.stop();
  expect(running.logged.at(-1)).toContain('not everything could be finished in time');
  silent.destroy();
});
