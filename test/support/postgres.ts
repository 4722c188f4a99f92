import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

/** A server with as many databases as tests want. */
export interface PostgresServer {
  /** Makes an empty database. Gives its URL. */
  database(name: string): Promise<string>;
  /** Undefined for a server that is not ours (TEST_DATABASE_URL). */
  outage?: { begin(): Promise<void>; end(): Promise<void> };
  /** All its processes stand still: it takes connections and bytes, and answers nothing. Undefined as `outage`. */
  hang?: { begin(): Promise<void>; end(): void };
  close(): Promise<void>;
}

async function makeDatabase(server: string, name: string): Promise<string> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`drop database if exists "${name}" with (force)`);
    await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The processes of the server, the one that starts the others first. */
async function processesOf(server: string): Promise<number[]> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid union all (select pid from pg_stat_activity where pid <> pg_backend_pid())`,
    );
    return rows.map(({ pid }) => pid);
  } finally {
    await client.end();
  }
}

/** Those that have ended meanwhile need no signal: who hung up a moment ago is still listed. */
function signal(processes: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of processes) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/**
 * A PostgreSQL server to test with: TEST_DATABASE_URL (a user who may make databases), or one out of node_modules.
 * That one runs in a process of its own: its package is an ES module, which jest does not load.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { database: (name) => makeDatabase(given, name), close: async () => undefined };

  const server = spawn(process.execPath, [join(__dirname, 'postgres-server.mjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const said = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done) throw new Error('PostgreSQL did not start: install the optional dependencies, or set TEST_DATABASE_URL.');
    return value;
  };
  const tell = async (what: string): Promise<void> => {
    server.stdin.write(`${what}\n`);
    await said();
  };
  const url = await said();
  let still: number[] = [];
  return {
    database: (name) => makeDatabase(url, name),
    outage: { begin: () => tell('stop'), end: () => tell('start') },
    hang: {
      async begin() {
        still = await processesOf(url);
        signal(still, 'SIGSTOP');
      },
      end() {
        signal(still.splice(0), 'SIGCONT');
      },
    },
    async close() {
      const exited = once(server, 'exit');
      server.stdin.end();
      await exited;
    },
  };
}
