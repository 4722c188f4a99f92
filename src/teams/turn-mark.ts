import { randomBytes } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { TurnOutcome } from '../signals';

/** What the log and the metrics know of one turn. */
export interface TurnMark {
  /** In every log line of the turn, and what a person is told when it broke: eight hexadecimal digits. */
  turn: string;
  /** `performance.now()` at its beginning: milliseconds. */
  started: number;
  outcome: TurnOutcome;
}

const key = Symbol('turn mark');

/** The mark of a turn: the same each time it is asked for. */
export function markOf({ turnState }: TurnContext): TurnMark {
  const known = turnState.get<TurnMark | undefined>(key);
  if (known) return known;
  const mark: TurnMark = { turn: randomBytes(4).toString('hex'), started: performance.now(), outcome: 'done' };
  turnState.set(key, mark);
  return mark;
}

/** Since the turn began: milliseconds. */
export function elapsed({ started }: TurnMark): number {
  return performance.now() - started;
}
