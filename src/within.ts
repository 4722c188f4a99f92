/**
 * The outcome of some work, or `otherwise` where it takes longer than so many milliseconds. The work goes on; what it throws after that is dropped.
 * Rejects where the work does in time.
 */
export async function within<T>(work: Promise<T>, milliseconds: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
