import autocannon, { type Client, type Result } from 'autocannon';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from '../../src/search/model/random';
import { users, type Message } from './http-messages';
import type { Running } from './http-process';
import { clock, timesToReply } from './http-replies';

/** Who is asked what, and where the replies arrive. */
export interface Traffic {
  bot: Running;
  connector: Running;
  message(user: number): Message;
}

export interface FullLoad {
  perSecond: number;
  /** Milliseconds from each message until its reply had reached the connector. */
  times: number[];
  /** Milliseconds of processor for a message. */
  cpu: number;
}

const path = '/api/messages';
const headers = { 'content-type': 'application/json' };
/** A round that takes longer is given up. */
const patienceSeconds = 60;

/**
 * As many as the bot can take: every user asks again the moment the response has come. The times are mostly waiting behind
 * the other 49 (users / throughput), so they say how a queue drains and not how long an answer takes.
 *
 * Counted from when each connection has had a response: Node accepts one new connection each time round its event loop
 * (libuv 1.45, https://github.com/libuv/libuv/pull/3696), which under full load lets the last of them wait for seconds. Teams
 * keeps its connections.
 * @throws Error when a message was not answered.
 */
export async function saturate({ bot, connector, message }: Traffic, seconds: number): Promise<FullLoad> {
  const connected = new Set<Client>();
  const asked = new Map<string, number>();
  let user = 0;
  let since = Infinity;
  let until = Infinity;
  let used = 0;
  let responses = 0;
  const { non2xx, errors } = await new Promise<Result>((resolve, reject) => {
    const run = autocannon(
      {
        url: `http://127.0.0.1:${bot.port}${path}`,
        method: 'POST',
        headers,
        connections: users,
        duration: patienceSeconds,
        setupClient: (client) => {
          const own = user++;
          const setupRequest = (fields: autocannon.Request) => {
            const { id, body } = message(own);
            const now = clock();
            if (now >= since && now < until) asked.set(id, now);
            return { ...fields, body };
          };
          client.setRequests([{ setupRequest }]);
        },
      },
      (error: Error | null, result) => (error ? reject(error) : resolve(result)),
    );
    const end = () => {
      until = clock();
      used = bot.cpuMs() - used;
      run.stop();
    };
    run.on('response', (client) => {
      if (since < Infinity) responses += Number(until === Infinity);
      else if (connected.add(client).size === users) {
        since = clock();
        used = bot.cpuMs();
        setTimeout(end, seconds * 1000);
      }
    });
  });
  if (non2xx + errors > 0) throw new Error(`${non2xx} messages refused, ${errors} failed`);
  if (responses === 0) throw new Error(`${connected.size} of ${users} users had a response in ${patienceSeconds} s`);
  return { perSecond: (responses * 1000) / (until - since), times: await timesToReply(connector, asked), cpu: used / responses };
}

function post(agent: Agent, port: number, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    request({ agent, port, path, method: 'POST', headers: { ...headers, 'content-length': Buffer.byteLength(body) } }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`status ${response.statusCode}`));
      });
    })
      .on('error', reject)
      .end(body);
  });
}

/**
 * A given number a second on average, at random moments (Poisson), as people who know nothing of each other ask. No message
 * waits for an earlier response, so a slow moment is counted by everyone it meets.
 * @returns milliseconds from each message until its reply had reached the connector
 * @throws Error when a message was not answered.
 */
export async function pace({ bot, connector, message }: Traffic, perSecond: number, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, scheduling: 'fifo' });
  const random = createRandom(1);
  const asked = new Map<string, number>();
  const responses: Promise<void>[] = [];
  let failure: Error | undefined;
  const started = clock();
  for (let due = 0; due < seconds * 1000; due += (-Math.log(1 - random()) * 1000) / perSecond) {
    const early = started + due - clock();
    if (early > 0) await wait(early);
    const { id, body } = message(asked.size % users);
    asked.set(id, clock());
    responses.push(post(agent, bot.port, body).catch((error: Error) => void (failure ??= error)));
  }
  await Promise.all(responses);
  agent.destroy();
  if (failure) throw failure;
  return timesToReply(connector, asked);
}
