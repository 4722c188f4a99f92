import { readArguments, type Command } from './command';

export interface ConfigParts {
  /** Every variable that the bot reads. */
  variables: readonly { name: string; default: string; about: string }[];
  /** The same as they are in effect here, secrets masked. @throws VagvisarenError CONFIG_INVALID */
  settings(): { name: string; value: string; from: string }[];
}

/** What can be configured, and what is. */
export function createConfigCommand({ variables, settings }: ConfigParts): Command {
  return {
    help: `See what can be configured, and check what is. All of it is environment
variables, read once when the bot starts.

  npm run -s config
  npm run -s config -- --check
  npm run -s config -- --check --json

  --check     the configuration in effect here, and where each value comes
              from; secrets are masked
  --json      one JSON object a variable: {"name","default","about"}, or with
              --check {"name","value","from"}

Without --check: the variables with their defaults, as the table in README.md.

Exit codes: 0, 1 the configuration has mistakes (all are listed), 2 wrong use.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { check: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } }, { positionals: false });
      if (values.json) {
        for (const one of values.check ? settings() : variables) terminal.out(JSON.stringify(one));
        return 0;
      }
      if (!values.check) {
        terminal.out('| variable | default | what it does |\n| --- | --- | --- |');
        for (const { name, default: value, about } of variables) terminal.out(`| \`${name}\` | ${value && `\`${value}\``} | ${about} |`);
        return 0;
      }
      for (const { name, value, from } of settings()) terminal.out(`${name.padEnd(31)} ${value || '-'}  (${from})`);
      return 0;
    },
  };
}
