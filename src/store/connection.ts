import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migrations/column-types';
import type { Tables } from './tables';

/** Where the reminders are kept: a file for libsql, or the URL of a PostgreSQL database. */
export type Where = { file: string } | { url: string };

/** A database to query, whichever it is. */
export interface Connection {
  db: Kysely<Tables>;
  /** The same, for what may take minutes. */
  slow: Kysely<Tables>;
  types: ColumnTypes;
  /** Runs something with `db` that takes a moment, and throws when it takes longer: what it had begun is then as after a lost connection. */
  inTime<T>(run: () => Promise<T>): Promise<T>;
  /** Ends all connections, and the lock on the file. May be called again. Takes about a second at most. */
  close(): Promise<void>;
}
