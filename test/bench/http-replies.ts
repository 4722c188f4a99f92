import { setTimeout as wait } from 'node:timers/promises';
import type { Running } from './http-process';

const patienceMs = 10_000;

/** Milliseconds on the machine's own clock: the same in every process. */
export function clock(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/**
 * Milliseconds from each message until its reply had reached the connector. What the bot does after that (its notes, the
 * connector's acknowledgement, the HTTP response) is not in them.
 * @param asked when each message was sent, by its id
 * @throws Error when a reply does not arrive.
 */
export async function timesToReply(connector: Running, asked: ReadonlyMap<string, number>): Promise<number[]> {
  const arrived: Record<string, number> = {};
  const late = clock() + patienceMs;
  for (;;) {
    Object.assign(arrived, await (await fetch(`http://127.0.0.1:${connector.port}/`)).json());
    const missing = [...asked.keys()].filter((id) => arrived[id] === undefined);
    if (missing.length === 0) return Array.from(asked, ([id, at]) => arrived[id]! - at);
    if (clock() > late) throw new Error(`${missing.length} of ${asked.size} replies did not reach the connector`);
    await wait(50);
  }
}
