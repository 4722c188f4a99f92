import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Asked } from './asked';
import type { Outgoing, Traffic } from './traffic';

/** Connections to the bot at most: when it stands still the rest waits here, in turn, and its waiting is counted. Teams keeps its connections, too. */
const mostConnections = 64;
/** The bot waits 15 s for Teams, twice where saying so takes as long; and all of that may come after a standstill. Milliseconds. */
const patience = 45_000;

export interface Sender {
  /** Sends until that moment of `performance.now()`, and resolves when everything has had its response or is given up. */
  run(perSecond: number, until: number): Promise<void>;
  /** Ends the connections. */
  close(): void;
}

/** What comes back in the response itself, for those requests that are answered there. */
const answersItself = new Set<Asked['kind']>(['search', 'link', 'feedback']);

/**
 * Sends at random moments (Poisson), a given number a second on average, without waiting for responses.
 * @param asked takes every request but those delivered again, whose posts are counted with the first
 * @param all takes every one
 */
export function createSender(port: number, traffic: Traffic, { asked, all }: { asked: Map<string, Asked>; all: Asked[] }, random: () => number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections, scheduling: 'fifo' });

  const send = (outgoing: Outgoing): Promise<void> =>
    new Promise((resolve) => {
      const { asked: one, body, contentType } = outgoing;
      const headers = { 'content-type': contentType, 'content-length': Buffer.byteLength(body) };
      const fail = (why: string) => {
        one.failed ??= why;
        resolve();
      };
      const sent = request({ agent, port, path: '/api/messages', method: 'POST', headers, timeout: patience }, (response) => {
        let size = 0;
        response.on('error', ({ message }) => fail(message));
        response.on('data', (chunk: Buffer) => (size += chunk.length)).on('end', () => {
          one.status = response.statusCode;
          if (answersItself.has(one.kind)) {
            one.answeredAt = performance.now();
            // A search that finds nothing still says so.
            one.inResponse = size > 0;
          }
          traffic.answered(outgoing);
          resolve();
        });
      });
      sent.on('timeout', () => sent.destroy(new Error(`no response in ${patience / 1_000} s`)));
      sent.on('error', ({ message }) => fail(message));
      sent.end(body);
    });

  return {
    async run(perSecond, until) {
      const open = new Set<Promise<void>>();
      let due = performance.now();
      for (;;) {
        due += (-Math.log(1 - random()) * 1_000) / perSecond;
        if (due >= until) break;
        const early = due - performance.now();
        if (early > 0) await wait(early);
        const outgoing = traffic.next(due);
        all.push(outgoing.asked);
        if (outgoing.asked.kind !== 'again') asked.set(outgoing.asked.id, outgoing.asked);
        const one = send(outgoing).then(() => void open.delete(one));
        open.add(one);
      }
      await Promise.all(open);
    },
    close: () => agent.destroy(),
  };
}
