import { VagvisarenError } from '../errors';
import type { Language } from '../language';
import type { Command, Terminal } from './command';
import { inSwedish } from './swedish';

/** Wrong use is told apart from what is broken, so that scripts can tell them apart too. */
export const exitCodes = { done: 0, failure: 1, usage: 2 } as const;

/** Commands by name. Editors' commands speak Swedish, the others English. */
export interface Commands {
  editors: Readonly<Record<string, Command>>;
  operators: Readonly<Record<string, Command>>;
}

function overview({ editors, operators }: Commands): string {
  const names = (commands: object) => Object.keys(commands).sort().join(', ');
  return `För redaktörer:           ${names(editors)}
For those who run it:     ${names(operators)}

Varje kommando visar hur det används, each command shows how it is used:
npm run -s check -- --help`;
}

const unexpected: Record<Language, string> = {
  sv: 'Något oväntat gick fel. Berätta för den som sköter boten vad du gjorde.\nMed VAGVISAREN_DEBUG=1 framför kommandot visas var det hände.',
  en: 'Something unexpected went wrong. Please report it with what you did.\nVAGVISAREN_DEBUG=1 before the command shows where.',
};

function tell(error: unknown, language: Language, terminal: Terminal, debug: boolean): number {
  if (error instanceof VagvisarenError) {
    terminal.err(language === 'sv' ? inSwedish(error) : `${error.message}\n${error.whatToDo}`);
    return error.code === 'USAGE' ? exitCodes.usage : exitCodes.failure;
  }
  terminal.err(unexpected[language]);
  if (debug) terminal.err(String((error as Error)?.stack));
  return exitCodes.failure;
}

/**
 * Runs a command; never throws. Gives the exit code.
 * @param argv the command's name and its arguments
 * @param debug whether the stack of an unexpected error is shown
 */
export async function runCommand(commands: Commands, argv: readonly string[], terminal: Terminal, debug: boolean): Promise<number> {
  const [name = '', ...args] = argv;
  const asked = (words: readonly string[]) => words.some((word) => word === '--help' || word === '-h');
  const inEnglish = Object.hasOwn(commands.operators, name) ? commands.operators[name] : undefined;
  const command = inEnglish ?? (Object.hasOwn(commands.editors, name) ? commands.editors[name] : undefined);
  if (!command) {
    if (asked([name])) {
      terminal.out(overview(commands));
      return exitCodes.done;
    }
    terminal.err(`${name ? `Kommandot "${name}" finns inte. There is no command "${name}".` : 'Inget kommando. No command.'}\n\n${overview(commands)}`);
    return exitCodes.usage;
  }
  if (asked(args)) {
    terminal.out(command.help);
    return exitCodes.done;
  }
  try {
    return await command.run(args, terminal);
  } catch (error) {
    return tell(error, inEnglish ? 'en' : 'sv', terminal, debug);
  }
}
