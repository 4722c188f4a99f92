import type { Kysely } from 'kysely';
import type { ColumnTypes } from './migrations/column-types';
import type { Tables } from './tables';

/** Where the reminders are kept: a file for libsql, or the URL of a PostgreSQL database. */
export type Where = { file: string } | { url: string };

/** A database to query, whichever it is. */
export interface Connection {
  db: Kysely<Tables>;
  types: ColumnTypes;
  /** Ends all connections, and the lock on the file. May be called again. */
  close(): Promise<void>;
}
