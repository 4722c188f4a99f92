import { entryText } from '../knowledge/entry-text';
import type { Knowledge } from '../knowledge/load';
import { readArguments, type Command } from './command';

/** Lists what the bot knows. */
export function createKnowledge(load: () => Knowledge): Command {
  return {
    help: `List what the bot knows, one entry a line.

  npm run -s knowledge
  npm run -s knowledge -- --json

  --json      {"id","kind","title","text"} with all indexed text, for outside comparison

Exit codes: 0, or 1 when the knowledge has errors.`,

    async run(args, terminal) {
      const { values } = readArguments(args, { json: { type: 'boolean', default: false } });
      for (const entry of load().entries.values()) {
        const { id, kind, title } = entry;
        terminal.out(values.json ? JSON.stringify({ id, kind, title: title.sv, text: entryText(entry) }) : `${id.padEnd(38)} ${title.sv}`);
      }
      return 0;
    },
  };
}
