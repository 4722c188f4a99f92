import { existsSync } from 'node:fs';
import { VagvisarenError } from '../errors';
import type { Connection, Where } from './connection';
import { guard } from './guard';
import { openFile, openFileBeside, openFileReadOnly } from './libsql';
import { bringUpToDate, requireMigrated } from './migrate';
import { openUrl } from './postgres';
import { storeOf, type Store } from './store';

/** A connection once `prepare` has succeeded; otherwise nothing stays open. */
async function prepared(connection: Connection, prepare: (connection: Connection) => Promise<void>): Promise<Connection> {
  try {
    await prepare(connection);
    return connection;
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** How an error names a database. A URL holds a password. */
function nameOf(where: Where): string {
  return 'file' in where ? where.file : 'at DATABASE_URL';
}

/** A database that is there, as this version set it up. */
function connectThere(where: Where, open: () => Connection): Promise<Connection> {
  return guard(`The database ${nameOf(where)} could not be opened.`, async () => {
    if ('file' in where && !existsSync(where.file)) {
      throw new VagvisarenError('STORE_UNAVAILABLE', `There is no database ${where.file}: the bot makes it when it starts.`);
    }
    return prepared(open(), requireMigrated);
  });
}

/** The database of `openStore`. */
export function connect(where: Where): Promise<Connection> {
  return guard(`The database ${nameOf(where)} could not be opened.`, () =>
    prepared('file' in where ? openFile(where.file) : openUrl(where.url, { readOnly: false }), bringUpToDate),
  );
}

/** The database of `openStoreReadOnly`. */
export function connectReadOnly(where: Where): Promise<Connection> {
  return connectThere(where, () => ('file' in where ? openFileReadOnly(where.file) : openUrl(where.url, { readOnly: true })));
}

/**
 * Opens the store, makes the database where it is not there, and brings it up to this version.
 * @throws VagvisarenError STORE_IN_USE when another bot has the file, STORE_NEWER when a newer version wrote the database,
 * STORE_UNAVAILABLE when it cannot be opened.
 */
export async function openStore(where: Where): Promise<Store> {
  return storeOf(await connect(where));
}

/**
 * Opens the store beside a running bot, for commands that only read: no lock, no migration, and every change is refused by the database.
 * @throws VagvisarenError STORE_UNAVAILABLE when there is no database, or one that this version has not set up yet; STORE_NEWER as above.
 */
export async function openStoreReadOnly(where: Where): Promise<Store> {
  return storeOf(await connectReadOnly(where));
}

/**
 * Opens the store beside a running bot, for commands that change something: no lock, no migration. On libsql a change waits for the
 * bot's transaction, and the bot for this one.
 * @throws VagvisarenError as `openStoreReadOnly`.
 */
export async function openStoreBeside(where: Where): Promise<Store> {
  return storeOf(await connectThere(where, () => ('file' in where ? openFileBeside(where.file) : openUrl(where.url, { readOnly: false }))));
}
