/**
 * Deletes what is old, a portion at a time. Every method deletes at most `limit` and gives how many that were: when fewer, nothing
 * is left, but for what another instance is working on just then. Throws VagvisarenError STORE_UNAVAILABLE.
 */
export interface Deletions {
  /**
   * Rows of the ledger that were settled before an instant. Never one that waits or is being sent, and never one whose occasion is
   * still to come at `now`: by it the planner knows what has been sent, and would send it again.
   */
  deliveries(before: Date, now: Date, limit: number): Promise<number>;
  /** Ratings given on days before the day of `before`. */
  feedback(before: Date, limit: number): Promise<number>;
  /**
   * Conversations that cannot be reached since before an instant, each with everything kept about it, but for what `deliveries`
   * deletes: as long as the ledger names it, its reference stays too. What waits to be sent to it is cancelled at `now`.
   */
  unreachable(before: Date, now: Date, limit: number): Promise<number>;
  /** What was shown and offered in conversations where nothing has been said since an instant. Not the language that was chosen. */
  memory(before: Date, limit: number): Promise<number>;
  /** Ids of messages that were named before an instant. */
  activities(before: Date, limit: number): Promise<number>;
}

/** What retention needs of a store. */
export interface RetentionStore {
  deletions: Deletions;
  feedback: {
    /** Deletes questions kept on days before the day of `before`. Gives their number. */
    expireQuestions(before: Date): Promise<number>;
  };
  settings: {
    get(key: string): Promise<string | null>;
    set(key: string, value: string): Promise<void>;
  };
}
