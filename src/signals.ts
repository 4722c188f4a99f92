/** How a turn ended. `choices`, `answer`, `action` and `none` are what the search decided; `done` stands for turns that ask nothing. */
export type TurnOutcome = 'answer' | 'choices' | 'action' | 'none' | 'button' | 'again' | 'failed' | 'done';

/**
 * What operations may count, time and trace. src/operations fills it in; nothing that goes through here names a person or
 * holds what was said.
 */
export interface Signals {
  /** A turn is over. `kind`: the activity's type. `seconds`: from the bot taking it until its reply was taken. */
  turn(kind: string, outcome: TurnOutcome, seconds: number): void;
  /** A request got no turn, and this HTTP status. */
  refused(status: number): void;
  /** A request to Teams' connector ended: with an HTTP status, or null when none came. */
  connector(status: number | null, seconds: number): void;
  /** What became of a reminder message, and of how many rows of the ledger it told. */
  reminder(outcome: string, rows: number): void;
  /** The knowledge was to be changed while running, and was, or was refused. */
  reload(taken: boolean): void;
  /** Runs `work` as a named part of a trace. */
  span<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Where nobody looks. */
export const noSignals: Signals = {
  turn: () => undefined,
  refused: () => undefined,
  connector: () => undefined,
  reminder: () => undefined,
  reload: () => undefined,
  span: (_name, work) => work(),
};
