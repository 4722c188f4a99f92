/** How much of one conversation is taken: `burst` at once, and as many again in `seconds`. At most `conversations` are remembered. */
export interface Rate {
  burst: number;
  seconds: number;
  conversations: number;
}

/** Nobody types that fast, and a lively channel does not mention the bot so often; a loop of two bots does. */
const generous: Rate = { burst: 30, seconds: 10, conversations: 10_000 };

/**
 * A bucket of tokens for every conversation, in the memory of this process. The conversation unheard of for longest is forgotten first.
 * @param clock milliseconds that only grow
 * @returns whether one more of this conversation is taken now
 */
export function createRateLimit(clock: () => number = () => performance.now(), { burst, seconds, conversations }: Rate = generous): (conversation: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (conversation) => {
    const at = clock();
    const { left: before, at: since } = buckets.get(conversation) ?? { left: burst, at };
    const left = Math.min(burst, before + ((at - since) / 1000) * (burst / seconds));
    // Deleted first, so that the Map's order is that of use.
    buckets.delete(conversation);
    buckets.set(conversation, { left: left >= 1 ? left - 1 : left, at });
    if (buckets.size > conversations) buckets.delete(buckets.keys().next().value!);
    return left >= 1;
  };
}
