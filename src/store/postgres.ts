import { Kysely, PostgresDialect } from 'kysely';
import { Pool, type PoolConfig } from 'pg';
import type { Connection } from './connection';
import { createSockets, noAnswer, type Sockets } from './sockets';
import type { Tables } from './tables';
import { within } from '../within';

/** How long anybody waits for the server: milliseconds. */
export interface Patience {
  /** For one call of the store. */
  call: number;
  /** After a call that waited in vain: so long all others are told so at once. */
  pause: number;
}

/**
 * A message takes several calls, and Teams gives up after 15 seconds: so the first one that waits in vain ends soon, and the others at
 * once. Everything here takes milliseconds; a planner's page, the longest, some dozen statements.
 */
const usual: Patience = { call: 2_000, pause: 5_000 };

/** For closing: whoever stops a bot waits for it. */
const closeMilliseconds = 1_000;

/** Connections of one instance: the sender uses one, messages the rest. Small, since several instances share the server's. */
const connections = 5;
/** Longer than pg keeps an idle connection (10 s), so that only one to a server that is gone is ever silent for so long. */
const silentMilliseconds = 15_000;

/** For what may take minutes: a migration, a backup, a portion of what is deleted for its age. */
const slowMilliseconds = 5 * 60_000;

const ignore = () => undefined;

function query(sockets: Sockets, config: PoolConfig): Kysely<Tables> {
  const pool = new Pool({ application_name: 'vagvisaren', stream: sockets.make, ...config });
  // Without listeners a lost connection would end the process. Who uses it gets the error from the query; the pool drops an idle one.
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    sockets.answered();
  });
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Connects to a PostgreSQL database, when something is asked of it. `readOnly`: any change fails.
 *
 * A server that hangs, or a network that drops what is sent, is noticed by time alone. Then every connection is cut, since one that is
 * silent is hardly ever alone, and what was sent on them is as after any lost connection: a transaction is done as a whole, where its
 * `commit` had been sent, or not at all, whenever the server wakes up. A server that works, but makes a statement wait for a lock,
 * ends it by itself before, and nothing is cut.
 */
export function openUrl(url: string, { readOnly, patience: { call, pause } = usual }: { readOnly: boolean; patience?: Patience }): Connection {
  const common: PoolConfig = {
    connectionString: url,
    ...(readOnly ? { onConnect: async (client) => { await client.query('set default_transaction_read_only = on'); } } : {}),
  };
  const sockets = createSockets(silentMilliseconds, pause);
  const db = query(sockets, {
    ...common,
    max: connections,
    statement_timeout: Math.ceil(call * 0.75),
    // The server ends a transaction whose instance says nothing more, so that the others get its locks.
    idle_in_transaction_session_timeout: call,
  });
  const slowSockets = createSockets(slowMilliseconds + silentMilliseconds, pause);
  const slow = query(slowSockets, {
    ...common,
    max: 1,
    connectionTimeoutMillis: call,
    statement_timeout: slowMilliseconds,
    idle_in_transaction_session_timeout: slowMilliseconds,
  });
  return {
    db,
    slow,
    // Text compares by byte, as in SQLite, and not by the rules of the server's language.
    types: { text: 'text collate "C"' },
    inTime: (run) =>
      within(call, run(), () => {
        const error = noAnswer('The database server did not answer in time.');
        sockets.cut(error);
        throw error;
      }),
    async close() {
      // A pool counts a connection as ended when it has said goodbye, whether or not the server has heard it.
      const ended = Promise.all([db.destroy(), slow.destroy(), sockets.closed(), slowSockets.closed()]);
      await within<unknown>(closeMilliseconds, ended, () => {
        for (const { cut } of [sockets, slowSockets]) cut(new Error('The store was closed.'));
      });
    },
  };
}
