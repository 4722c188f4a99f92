import { parseArgs, type ParseArgsConfig } from 'node:util';
import { VagvisarenError } from '../errors';

/** What a command may touch: handed in, so that tests can look. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Lines of standard input. */
  lines(): AsyncIterable<string>;
  /** Whether a person reads the output; colour only then. */
  isTerminal: boolean;
  columns: number;
}

export interface Command {
  /** Shown by --help: what it does, how it is called, examples, exit codes. */
  help: string;
  /** Gives the exit code. */
  run(args: string[], terminal: Terminal): Promise<number>;
}

/**
 * Reads a command's arguments.
 * @throws VagvisarenError USAGE naming the argument that was not understood.
 */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: O) {
  try {
    return parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new VagvisarenError('USAGE', (error as Error).message.split('\n')[0] ?? 'An argument was not understood.', { cause: error });
  }
}
