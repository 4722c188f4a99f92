/**
 * Does what many ask for at the same time in one go: what arrives while one go is under way waits for the next. Each commit waits
 * for the disk, so fifty messages at once would otherwise wait fifty times. `run` gives a result for each item, in their order;
 * when it fails, everybody in that go gets the error.
 */
export function together<Item, Result>(run: (items: readonly Item[]) => Promise<readonly Result[]>): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve(result: Result): void;
    reject(error: unknown): void;
  }
  let waiting: Waiting[] = [];
  let busy = false;

  const go = async (): Promise<void> => {
    while (waiting.length > 0) {
      const now = waiting;
      waiting = [];
      try {
        const results = await run(now.map(({ item }) => item));
        now.forEach(({ resolve }, i) => resolve(results[i]!));
      } catch (error) {
        for (const { reject } of now) reject(error);
      }
    }
    busy = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (busy) return;
      busy = true;
      // Not at once: others may be asking in the same turn of the event loop.
      setImmediate(() => void go());
    });
}
