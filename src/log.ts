import pino, { type DestinationStream, type Logger } from 'pino';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

/**
 * A JSON log. What goes in is chosen field by field: never the text of a question, a name, or an id of a person.
 * `destination` is standard output unless given.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}

/** An error for the log: its kind and where it came from. Its text may hold addresses, ids and what people said. */
export function brief(error: unknown): { error: string; stack: string[] } {
  const { name, message, stack = '' } = error instanceof Error ? error : new Error();
  // The text comes first in the stack, and may be of several lines.
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return { error: name, stack: frames.filter((line) => /^\s+at /.test(line)).slice(0, 5) };
}
