import pino, { type DestinationStream, type Logger } from 'pino';
import { VagvisarenError } from './errors';

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

/**
 * A JSON log. What goes in is chosen field by field: never the text of a question, a name, or an id of a person.
 * `destination` is standard output unless given.
 */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}

/** A short code such as Node's ECONNREFUSED or a database's SQLITE_BUSY; anything longer may tell more than it should. */
function codeOf(error: unknown): string | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : undefined;
}

/** An error for the log: its kind, its codes and where it came from. Its text may hold addresses, ids and what people said. */
export function brief(error: unknown): { error: string; code?: string | undefined; cause?: string | undefined; stack?: string[] } {
  if (error instanceof VagvisarenError) return { error: error.name, code: error.code, cause: codeOf(error.cause) };
  const { name, message, stack = '' } = error instanceof Error ? error : new Error();
  // The text comes first in the stack, and may be of several lines.
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return { error: name, code: codeOf(error), stack: frames.filter((line) => /^\s+at /.test(line)).slice(0, 5) };
}
