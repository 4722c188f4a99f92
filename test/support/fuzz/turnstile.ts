/** Work goes on side by side, or one piece of it alone. */
export class Turnstile {
  private inside = 0;
  private waiting: (() => void)[] = [];
  private alone = Promise.resolve();
  private closed = false;

  async beside<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed) await this.alone;
    this.inside += 1;
    try {
      return await work();
    } finally {
      this.inside -= 1;
      if (this.inside === 0) for (const go of this.waiting.splice(0)) go();
    }
  }

  async byItself<T>(work: () => Promise<T>): Promise<T> {
    while (this.closed) await this.alone;
    this.closed = true;
    let open: () => void = () => undefined;
    this.alone = new Promise((resolve) => { open = resolve; });
    try {
      if (this.inside > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
      return await work();
    } finally {
      this.closed = false;
      open();
    }
  }
}
