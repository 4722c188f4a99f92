import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Style } from '../dialogs/plain-text';
import { VagvisarenError } from '../errors';
import type { Language } from '../language';

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
  /** Shown by --help: what it does, examples, options, exit codes. At most 80 columns wide. */
  help: string;
  /** Gives the exit code. */
  run(args: string[], terminal: Terminal): Promise<number>;
}

const widest = 80;

/** How text is set off at a terminal; nowhere else. */
export function styleFor({ isTerminal, columns }: Pick<Terminal, 'isTerminal' | 'columns'>): Style {
  const ansi = (code: number) => (text: string) => (isTerminal ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { width: Math.min(widest, columns), strong: ansi(1), faint: ansi(2) };
}

type Sentence = Record<Language, (argument: string) => string>;

/** By the codes of node:util. Its own sentences are long, and English. */
const mistakes: Readonly<Record<string, Sentence>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: { sv: (argument) => `Tillvalet ${argument} finns inte.`, en: (argument) => `There is no option ${argument}.` },
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: { sv: (argument) => `Kommandot kan inte ta emot "${argument}".`, en: (argument) => `The command takes no "${argument}".` },
  withoutValue: { sv: (argument) => `${argument} ska följas av ett värde.`, en: (argument) => `${argument} needs a value after it.` },
  withValue: { sv: (argument) => `${argument} tar inget värde.`, en: (argument) => `${argument} takes no value.` },
};

function mistakeIn({ code, message }: { code?: string; message: string }, language: Language): string {
  const argument = /'(?:-\w, )?([^' ]*)/.exec(message)?.[1] ?? '';
  const key = code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' ? (message.includes('does not take') ? 'withValue' : 'withoutValue') : code;
  return mistakes[key ?? '']?.[language](argument) ?? message;
}

/**
 * Reads a command's arguments. `positionals`: whether it takes words beside its options. `language`: of who runs it.
 * @throws VagvisarenError USAGE naming the argument that was not understood.
 */
export function readArguments<O extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: O,
  { positionals = true, language = 'en' }: { positionals?: boolean; language?: Language } = {},
) {
  try {
    return parseArgs<{ args: string[]; options: O; allowPositionals: boolean; strict: true }>({ args, options, allowPositionals: positionals, strict: true });
  } catch (error) {
    throw new VagvisarenError('USAGE', mistakeIn(error as { code?: string; message: string }, language), { cause: error });
  }
}
