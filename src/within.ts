/**
 * What was asked for; or, when it has not come within so many milliseconds, what `late` gives or throws. What was asked for is not
 * ended by that. No timer is left behind.
 */
export async function within<T>(milliseconds: number, asked: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const waited = new Promise<T>((resolve, reject) => {
    const giveUp = (): void => {
      if (over) return;
      try {
        resolve(late());
      } catch (error) {
        reject(error as Error);
      }
    };
    // A process that stood still reads first what has come meanwhile.
    timer = setTimeout(() => setImmediate(giveUp), milliseconds);
  });
  try {
    return await Promise.race([asked, waited]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
