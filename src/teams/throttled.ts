import { setTimeout as timer } from 'node:timers/promises';

/** "Too many requests": the message was not delivered. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const throttled = new Set([412, 429]);

/** So often a turn tries again, its reply and what it says when that failed together. */
const triesAgain = 3;

/**
 * From a turn's start no wait ends later than this: milliseconds. Teams delivers a message again that is not answered in 15 s; before the turn
 * its keys may have taken five, after it the last POST takes its time. A stop waits for turns 6.5 s after it has let the last one in.
 */
const patience = 6_000;

/** Milliseconds. All waits that Teams did not name (0.8, 1.6 and 3.2 s at the longest) fit into `patience`. */
const firstWait = 800;
/** What Teams told many at once to wait, they shall not all wait alike: so much longer at the most. Milliseconds. */
const spread = 500;

/** What is read of an answer of Teams. */
export interface Answer {
  status: number;
  headers: { get(name: string): string | undefined };
}

/** Time and chance, from outside. */
export interface Waiting {
  now(): Date;
  /** 0–1. */
  random(): number;
  /** Rejects as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void>;
}

/** Waits in real time; keeps no process from ending. */
export const pause: Waiting['sleep'] = (milliseconds, signal) => timer(milliseconds, undefined, { ref: false, ...(signal ? { signal } : {}) });

/** Milliseconds from `now` that a Retry-After header asks for, in seconds or as a date; null when it asks for nothing. */
export function retryAfterMilliseconds(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? '';
  const milliseconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime();
  return milliseconds > 0 ? milliseconds : null;
}

/**
 * What posts again when Teams throttles: after as long as Retry-After says, else after exponential back-off with jitter. Where that would take
 * too long, or was done often enough, Teams' refusal stands at once. Every other answer stands too: a 502 may have been delivered.
 * For one turn, whose beginning is now.
 */
export function createPatience({ now, random, sleep }: Waiting): <A extends Answer>(post: () => Promise<A>, signal: AbortSignal | undefined) => Promise<A> {
  const until = now().getTime() + patience;
  let again = 0;

  return async (post, signal) => {
    for (;;) {
      const answer = await post();
      if (!throttled.has(answer.status) || again === triesAgain) return answer;
      const at = now();
      const told = retryAfterMilliseconds(answer.headers.get('retry-after'), at);
      const wait = told === null ? firstWait * 2 ** again * (0.5 + random() / 2) : told + spread * random();
      if (at.getTime() + wait > until) return answer;
      again += 1;
      await sleep(wait, signal);
    }
  };
}
