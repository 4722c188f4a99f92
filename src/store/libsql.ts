import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely, type CompiledQuery, type DatabaseConnection, type QueryResult, type SelectModifierNode, type SqliteDatabase, SqliteAdapter, SqliteDialect, SqliteDriver, SqliteQueryCompiler, type TransactionSettings } from 'kysely';
import Database from 'libsql';
import type { Connection } from './connection';
import { lockFile } from './file-lock';
import { keepToOwner, makeForOwner } from './own-file';
import type { Tables } from './tables';

/** How long a statement waits for another process's transaction. Nothing else of this process runs meanwhile: libsql is synchronous. */
const busyMilliseconds = 2_000;

/** More than there are; a bound all the same. */
const mostPrepared = 2_000;

/**
 * Prepares each statement once. libsql keeps memory of every statement that it ever prepared, 1 to 100 KB each (measured with
 * 0.5.29), so preparing the same one again and again would fill the memory in days.
 */
function preparing(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, Database.Statement>();
  return {
    prepare(text) {
      const known = prepared.get(text);
      if (known) return known;
      const statement = database.prepare(text);
      if (prepared.size >= mostPrepared) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
    close: () => void database.close(),
  };
}

const writes: ReadonlySet<string> = new Set(['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode']);

/**
 * A prepared statement that met another program's transaction (SQLITE_BUSY) stays under way until it is run again (seen with libsql 0.5.29):
 * meanwhile no transaction can be committed, and what is written outside of one is told as done and lost. So whatever waits for the
 * lock is run by `exec`, which keeps no statement: every write is in a transaction, and that has the lock from its first moment.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database: preparing(database) });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    const alone = async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
      await this.beginTransaction();
      try {
        const result = await connection.executeQuery<R>(query);
        await this.commitTransaction();
        return result;
      } catch (error) {
        await this.rollbackTransaction();
        throw error;
      }
    };
    return {
      executeQuery: (query) => (writes.has(query.query.kind) && !this.#database.inTransaction ? alone(query) : connection.executeQuery(query)),
      streamQuery: (query, size) => connection.streamQuery(query, size),
    };
  }

  // A transaction that reads first and then writes gets SQLITE_BUSY at once, without waiting, if another process wrote in between.
  // One that only reads keeps nobody from writing.
  override async beginTransaction(_connection?: DatabaseConnection, { accessMode }: TransactionSettings = {}): Promise<void> {
    this.#database.exec(accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit');
  }

  // When the disk is full SQLite rolls back by itself; rolling back again would fail, and hide the reason.
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}

class AtomicMigrationsAdapter extends SqliteAdapter {
  // SQLite has them. Kysely says no for the sake of migrations that change pragmas; ours do not.
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class WithoutRowLocksCompiler extends SqliteQueryCompiler {
  // `for update` is PostgreSQL's: here `begin immediate` already keeps every other writer out.
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== 'ForUpdate' && node.modifier !== 'SkipLocked') super.visitSelectModifier(node);
  }
}

class LibsqlDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new AtomicMigrationsAdapter();
  }

  override createQueryCompiler(): SqliteQueryCompiler {
    return new WithoutRowLocksCompiler();
  }
}

function query(database: Database.Database): Omit<Connection, 'close'> {
  // What somebody asked to be forgotten shall not stay readable in the file's free pages.
  database.pragma('secure_delete = on');
  database.pragma('foreign_keys = on');
  const db = new Kysely<Tables>({ dialect: new LibsqlDialect(database) });
  // It waits for nobody but another process, and not for long (busyMilliseconds).
  return { db, slow: db, types: { text: 'text' }, inTime: (run) => run() };
}

/**
 * Opens a database file for this process alone; makes it, and its folder, where they are not there.
 * @throws VagvisarenError STORE_IN_USE when another bot has it.
 */
export function openFile(file: string): Connection {
  const path = resolve(file);
  // It says who follows what: for the bot's own user only. A folder that is there has the rights that somebody gave it.
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = lockFile(path);
  try {
    makeForOwner(path);
    // SQLite gives those that it makes the rights of the database; these may be left from a bot that was killed.
    for (const beside of [`${path}-wal`, `${path}-shm`]) if (existsSync(beside)) keepToOwner(beside);
    const database = new Database(path, { timeout: busyMilliseconds });
    database.pragma('journal_mode = wal');
    // What was sent must be on disk before it counts as sent, or it would be sent again after a power cut.
    database.pragma('synchronous = full');
    const queried = query(database);
    return {
      ...queried,
      async close() {
        try {
          // Closing alone does it only after all statements are garbage. Then a copy of the file is a whole backup.
          if (database.open) database.pragma('wal_checkpoint(truncate)');
        } finally {
          await queried.db.destroy().finally(lock.release);
        }
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Opens a database file that is there, in the way that SQLite's `mode` names. */
function openThere(file: string, mode: 'ro' | 'rw'): Connection & { database: Database.Database } {
  // libsql ignores better-sqlite3's `readonly` (https://github.com/tursodatabase/libsql-js/issues/24), but SQLite reads it from the address.
  const database = new Database(`${pathToFileURL(resolve(file)).href}?mode=${mode}`, { timeout: busyMilliseconds });
  const queried = query(database);
  return { database, ...queried, close: () => queried.db.destroy() };
}

/** Opens a database file that is there, beside a running bot: any change fails. */
export function openFileReadOnly(file: string): Connection {
  return openThere(file, 'ro');
}

/** Opens a database file that is there, beside a running bot: changes wait for the bot's, and are on disk when they are done. */
export function openFileBeside(file: string): Connection {
  const { database, ...connection } = openThere(file, 'rw');
  database.pragma('synchronous = full');
  return connection;
}
