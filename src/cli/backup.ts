import { VagvisarenError } from '../errors';
import { readArguments, type Command } from './command';

/** `backUp` writes the file and gives what it holds. */
export function createBackup(backUp: (file: string) => Promise<object>): Command {
  return {
    help: `Back up everything that is stored into one file. May run beside the bot.

  npm run -s backup -- backups/vagvisaren.jsonl.gz

The file holds all as it was at one moment. The name decides: .gz is zipped.
A file of that name is replaced when the new one is whole and on disk.
Only its owner may read it. It tells who follows what: handle it as personal
data, and delete it when its time is over.
Prints when it was made and how many rows of each kind it holds, as JSON; times
are UTC. More in docs/backup.md.
The database is DATABASE_URL (PostgreSQL) or DATABASE_FILE (var/vagvisaren.db).

Exit codes: 0, 1 when the database cannot be read or the file not be written,
2 wrong use.`,

    async run(args, terminal) {
      const { positionals } = readArguments(args, {});
      const [file, ...rest] = positionals;
      if (!file || rest.length > 0) throw new VagvisarenError('USAGE', 'Name one file to write.');
      terminal.out(JSON.stringify({ file, ...(await backUp(file)) }));
      return 0;
    },
  };
}
