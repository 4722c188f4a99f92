/** What is sent, by what is to come of it. */
export type Kind = 'question' | 'button' | 'kept' | 'follow' | 'stop' | 'install' | 'search' | 'link' | 'feedback' | 'loop' | 'again' | 'malformed';

/** How a request to Teams' connector ended that was not taken as it should be. */
export type ConnectorFault = '429' | '500' | '502' | 'reset' | 'slow';

/** What the bot posts: an answer, or the sentence that something went wrong. */
export type Said = 'answer' | 'failure';

/** One request to the bot, and what became of it. Times are of `performance.now()`: milliseconds. */
export interface Asked {
  kind: Kind;
  /** The activity's id. */
  id: string;
  conversation: string;
  /** When it was to be sent: a slow sender is counted, too. */
  at: number;
  /** What it is to be answered with. */
  expected: number;
  status?: number | undefined;
  /** Why there was no response. */
  failed?: string;
  /** When the whole answer was there: at the connector, which did not refuse it, or for what is answered by the response there. */
  answeredAt?: number;
  /** Something came with the response. */
  inResponse: boolean;
  /** What the bot said for it, in order. What was not delivered (429) and is posted again is said once. */
  said: Said[];
  /** What became of each of those when it was last posted; null: taken. */
  posts: (ConnectorFault | null)[];
  /** When a post of those was answered with 429. */
  throttledAt: number[];
  /** The bot said that reminders do not work now. */
  withoutStore: boolean;
}
