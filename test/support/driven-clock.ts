/** A clock that stands still until it is driven: what sleeps on it wakes in order. Milliseconds. */
export class DrivenClock {
  #now: number;
  readonly #sleeping: { at: number; wake: () => void }[] = [];

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleeping.push({ at: this.#now + milliseconds, wake }));
  }

  /** Lets time pass, waking each sleeper at its time and letting it do what it wakes for. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      let next = -1;
      for (const [i, { at }] of this.#sleeping.entries()) if (at <= end && (next < 0 || at < this.#sleeping[next]!.at)) next = i;
      if (next < 0) break;
      const [{ at, wake }] = this.#sleeping.splice(next, 1) as [{ at: number; wake: () => void }];
      this.#now = Math.max(this.#now, at);
      wake();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Until everything that follows from what happened has happened; holds for work that waits for nothing outside the process. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
