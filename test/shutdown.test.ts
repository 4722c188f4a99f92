import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { startConnector } from './support/fake-connector';
import { runBot } from './support/running-bot';
import { spawnBot } from './support/spawn-bot';

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
  const stopped = running.stop();
  expect(JSON.parse(await running.get('/readyz'))).toMatchObject({ status: 'not ready' });
  expect(await post(agent, port, running.message({ text: 'hej' }))).toEqual({ status: 200, stays: false });
  await stopped;
  expect((await post(agent, port, running.message({ text: 'hej' }))).status).toBeNull();
  expect(running.connector.sent).toHaveLength(2);
  agent.destroy();
});

test('a request that never comes to its end does not keep it from stopping', async () => {
  const running = await runBot();
  const silent = connect(running.bot.port, '127.0.0.1');
  await new Promise((resolve) => silent.once('connect', resolve));
  silent.write('POST /api/messages HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n');
  await running.stop();
  expect(running.logged.at(-1)).toContain('not everything could be finished in time');
  silent.destroy();
});
