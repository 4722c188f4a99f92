/** Asks at most once in so many milliseconds; in between everybody gets the last answer. For what anybody may ask for, and costs. */
export function recently<Answer>(ask: () => Promise<Answer>, milliseconds: number): () => Promise<Answer> {
  let answer: Promise<Answer> | undefined;
  let askedAt = -Infinity;
  return () => {
    if (!answer || performance.now() - askedAt >= milliseconds) {
      askedAt = performance.now();
      answer = ask();
    }
    return answer;
  };
}
