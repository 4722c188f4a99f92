/** Calls `step` again and again, each time after as many milliseconds as it gave; after a failure, `afterFailure` milliseconds. */
export function repeat(step: () => Promise<number>, onFailure: (error: unknown) => void, afterFailure: number): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const run = async (): Promise<void> => {
    let wait = afterFailure;
    try {
      wait = await step();
    } catch (error) {
      onFailure(error);
    }
    if (!stopped) timer = setTimeout(start, wait);
  };
  const start = (): void => {
    running = run();
  };

  start();
  return {
    /** No step is begun any more; resolves when the one that runs is done. */
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
