import type { Privacy } from '../dialogs/privacy/ports';
import { VagvisarenError } from '../errors';
import { readArguments, type Command } from './command';

type Kept = Privacy & { close(): Promise<void> };

/** How the store is opened: only to read, or to change something beside a running bot. Null where there is no database yet. */
export interface Openings {
  toRead(): Promise<Kept | null>;
  toChange(): Promise<Kept | null>;
}

async function using<T>(opening: Promise<Kept | null>, work: (store: Kept) => Promise<T>): Promise<T> {
  const store = await opening;
  if (!store) throw new VagvisarenError('STORE_UNAVAILABLE', 'There is no database yet: the bot makes it when it starts.');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** What is kept about a conversation, for whoever answers a request for access or deletion. */
export function createPrivacy(open: Openings): Command {
  return {
    help: `Show or delete everything that is stored about one conversation. May run
beside the bot.

  npm run -s privacy -- export 'a:1A2b…' > stored.json
  npm run -s privacy -- forget 'a:1A2b…' --yes

  export      everything as JSON; times are UTC
  forget      deletes it, all or nothing, and says as JSON how much it was;
              reminders to that conversation end
  --yes       needed to forget: it cannot be taken back

The id is Teams' id of the conversation; the person finds it under "Tekniska
uppgifter" after "vad vet du om mig". In the database it is the column id of
conversations. Of a channel it is the part before ";messageid=". What people
thought of answers, and kept questions, are stored without any conversation:
they are not found by it. The database is DATABASE_URL (PostgreSQL) or
DATABASE_FILE (var/vagvisaren.db).

Exit codes: 0 (also when nothing was stored), 1 the database cannot be used,
2 wrong use.`,

    async run(args, terminal) {
      const { values, positionals } = readArguments(args, { yes: { type: 'boolean', default: false } });
      const [task, id, ...rest] = positionals;
      if (!task || !id || rest.length > 0 || !['export', 'forget'].includes(task)) throw new VagvisarenError('USAGE', 'Say export or forget, and the id of one conversation.');
      if (task === 'export') {
        terminal.out(JSON.stringify(await using(open.toRead(), (store) => store.kept(id)), null, 2));
        return 0;
      }
      if (!values.yes) throw new VagvisarenError('USAGE', 'Nothing was deleted. Add --yes to delete for good everything about that conversation.');
      terminal.out(JSON.stringify(await using(open.toChange(), (store) => store.forget(id))));
      return 0;
    },
  };
}
