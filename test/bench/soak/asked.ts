/** What is sent, by what is to come of it. */
export type Kind = 'question' | 'button' | 'kept' | 'follow' | 'stop' | 'install' | 'search' | 'link' | 'feedback' | 'loop' | 'again' | 'malformed';

/** How a request to Teams' connector ended that was not taken as it should be. */
export type ConnectorFault = '429' | '500' | '502' | 'reset' | 'slow';

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
  /** When the whole answer was there: at the connector, or for what is answered by the response there. */
  answeredAt?: number;
  /** Answers posted for it, and sentences that something went wrong. */
  answers: number;
  failures: number;
  /** What became of those posts, in their order; null: taken. */
  posts: (ConnectorFault | null)[];
  /** The bot said that reminders do not work now. */
  withoutStore: boolean;
}
