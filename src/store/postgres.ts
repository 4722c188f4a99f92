import { Socket } from 'node:net';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Connection } from './connection';
import type { Tables } from './tables';

/** Connections of one instance: the sender uses one, messages the rest. Small, since several instances share the server's. */
const connections = 5;
const connectMilliseconds = 5_000;
/** The server ends a statement that takes longer. All statements here take milliseconds; so this is a wait for a lock. */
const statementMilliseconds = 10_000;
/** The server ends a transaction whose instance says nothing more, so that the others get its locks. */
const idleInTransactionMilliseconds = 10_000;
/** A connection without a byte for so long is dead: the server would have answered, and idle ones are closed after ten seconds (pg's default). */
const silentMilliseconds = 15_000;

const ignore = () => undefined;

/** A socket that ends by itself when the other side is gone without a word; TCP alone would wait for a quarter of an hour. */
function socketThatGivesUp(): Socket {
  const socket = new Socket();
  return socket.setTimeout(silentMilliseconds, () => socket.destroy(new Error('The database server has been silent for too long.')));
}

/** Connects to a PostgreSQL database, when something is asked of it. `readOnly`: any change fails. */
export function openUrl(url: string, { readOnly }: { readOnly: boolean }): Connection {
  const pool = new Pool({
    connectionString: url,
    application_name: 'vagvisaren',
    max: connections,
    connectionTimeoutMillis: connectMilliseconds,
    statement_timeout: statementMilliseconds,
    idle_in_transaction_session_timeout: idleInTransactionMilliseconds,
    stream: socketThatGivesUp,
  });
  // Without listeners a lost connection would end the process. Who uses it gets the error from the query; the pool drops an idle one.
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const dialect = new PostgresDialect({
    pool,
    ...(readOnly
      ? { onCreateConnection: async (connection) => { await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on')); } }
      : {}),
  });
  const db = new Kysely<Tables>({ dialect });
  // Text compares by byte, as in SQLite, and not by the rules of the server's language.
  return { db, types: { text: 'text collate "C"' }, close: () => db.destroy() };
}
