/**
 * Asks at most once in so many milliseconds, and never again before it has been answered; in between everybody gets the last answer.
 * For what anybody may ask for, and costs.
 */
export function recently<Answer>(ask: () => Promise<Answer>, milliseconds: number): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  let pending = false;
  let askedAt = -Infinity;
  return () => {
    if (!answer || (!pending && performance.now() - askedAt >= milliseconds)) {
      askedAt = performance.now();
      pending = true;
      answer = ask();
      const done = (): void => {
        pending = false;
      };
      answer.then(done, done);
    }
    return answer;
  };
}
