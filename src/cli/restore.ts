import { VagvisarenError } from '../errors';
import { readArguments, type Command } from './command';

const choices = ['skip', 'send'] as const;
type Choice = (typeof choices)[number];

function readChoice(text: string | undefined): Choice | undefined {
  const choice = choices.find((one) => one === text);
  if (text !== undefined && !choice) throw new VagvisarenError('USAGE', `--due-since-backup takes skip or send, not ${text}.`);
  return choice;
}

/** `restore` reads the file into the store, and gives what it held. */
export function createRestore(restore: (file: string, dueSinceBackup: Choice | undefined) => Promise<object>): Command {
  return {
    help: `Restore a backup into an empty database, all of it or nothing.

  npm run -s restore -- backups/vagvisaren.jsonl.gz
  npm run -s restore -- backups/vagvisaren.jsonl.gz --due-since-backup skip

  --due-since-backup   reminders due by now that had not been sent at the time
                       of the backup; the bot may have sent them since:
                       skip: they are not sent; who has not got theirs misses it
                       send: they are sent; who has got theirs gets it twice
                       Without it nothing is restored where there are such
                       reminders; then their number is told.

Stop every bot first. Checks the whole file before the database is touched.
Prints what it held as JSON; times are UTC. serviceHosts: where the bot will
send to, with its token; look whether they are Teams'. More in docs/backup.md.
What happened after the backup is lost: who began or stopped following then, and
who asked to be forgotten, must do so again.
The database is DATABASE_URL (PostgreSQL) or DATABASE_FILE (var/vagvisaren.db);
it need not be of the kind that the backup is of.

Exit codes: 0, 1 when the file or the database cannot be used, 2 wrong use.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, { 'due-since-backup': { type: 'string' } });
      const [file, ...rest] = positionals;
      if (!file || rest.length > 0) throw new VagvisarenError('USAGE', 'Name one file to read.');
      terminal.out(JSON.stringify({ file, ...(await restore(file, readChoice(values['due-since-backup']))) }));
      return 0;
    },
  };
}
