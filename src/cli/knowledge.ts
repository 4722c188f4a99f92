import { entryText } from '../knowledge/entry-text';
import type { Knowledge } from '../knowledge/load';
import { readArguments, type Command } from './command';

/** Lists what the bot knows. */
export function createKnowledge(load: () => Knowledge): Command {
  return {
    help: `Lista allt som boten känner till, en post per rad: id och rubrik.

  npm run -s knowledge
  npm run -s knowledge -- --json

  --json      {"id","kind","title","text"} med all text som söks igenom

Posten secrecy/mobile-number finns i knowledge/secrecy/mobile-number.yaml.

Slutkoder: 0, 1 det finns fel i knowledge/, 2 kommandot är felskrivet.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false } }, { positionals: false, language: 'sv' });
      for (const entry of load().entries.values()) {
        const { id, kind, title } = entry;
        terminal.out(values.json ? JSON.stringify({ id, kind, title: title.sv, text: entryText(entry) }) : `${id.padEnd(38)} ${title.sv}`);
      }
      return 0;
    },
  };
}
