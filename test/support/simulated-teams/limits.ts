export interface Limit {
  requests: number;
  seconds: number;
}

/** One app in one tenant. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit#per-thread-limit-for-all-bots */
export const appLimits: readonly Limit[] = [{ requests: 50, seconds: 1 }];

/** One bot in one conversation, same source. */
export const conversationLimits: readonly Limit[] = [
  { requests: 7, seconds: 1 },
  { requests: 8, seconds: 2 },
  { requests: 60, seconds: 30 },
  { requests: 1_800, seconds: 3_600 },
];

/** The times of requests that were let through, as far back as some limits look. Milliseconds. */
class Window {
  private times: number[] = [];

  constructor(private readonly limits: readonly Limit[]) {}

  /** When the next request would be let through; not after `now` when it would be now. */
  freeAt(now: number): number {
    return Math.max(now, ...this.limits.map(({ requests, seconds }) => {
      const oldest = this.times.at(-requests);
      return oldest === undefined ? now : oldest + seconds * 1_000;
    }));
  }

  add(now: number): void {
    this.times.push(now);
    const most = Math.max(...this.limits.map(({ requests }) => requests));
    // Now and then is enough: cutting at every request would copy the list each time.
    if (this.times.length >= 2 * most) this.times = this.times.slice(-most);
  }
}

/** Teams' limits as sliding windows. A request that is turned away does not count. */
export class Limits {
  private readonly app: Window;
  private readonly conversations = new Map<string, Window>();

  constructor(app: readonly Limit[] = appLimits, private readonly conversation: readonly Limit[] = conversationLimits) {
    this.app = new Window(app);
  }

  /**
   * Asks for one request.
   * @param now milliseconds on any clock that does not go back
   * @returns 0 when it is let through, else the milliseconds until it would be
   */
  take(conversationId: string, now: number): number {
    let window = this.conversations.get(conversationId);
    if (!window) this.conversations.set(conversationId, (window = new Window(this.conversation)));
    const free = Math.max(this.app.freeAt(now), window.freeAt(now));
    if (free > now) return free - now;
    this.app.add(now);
    window.add(now);
    return 0;
  }
}
