import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
/** How long bot and Playground may take until they answer: milliseconds. */
const patience = 60_000;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until something answers at the address. */
async function answering(address: string, until = Date.now() + patience): Promise<void> {
  while (!(await fetch(address).then(({ ok }) => ok, () => false))) {
    if (Date.now() > until) throw new Error(`nothing answers at ${address}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The environment without an identity: with one the bot would want tokens, which the Playground has none of. */
function withoutIdentity(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(MICROSOFT_APP_|DATABASE_|NODE_ENV$)/.test(name)));
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())));
}

/** Starts the bot with an empty store, and Microsoft's Playground, a client like Teams, in front of it. */
async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-playground-'));
  const [botPort, port] = [await freePort(), await freePort()];
  const run = (args: readonly string[], env: NodeJS.ProcessEnv) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...withoutIdentity(), ...env } });
  const children = [
    run(['--import', 'tsx', join('src', 'main.ts')], { PORT: String(botPort), DATABASE_FILE: join(folder, 'vagvisaren.db') }),
    run([
      join('node_modules', '@microsoft', 'm365agentsplayground', 'cli.js'), 'start', '--disable-telemetry', '--channel-id', 'msteams',
      '--app-endpoint', `http://127.0.0.1:${botPort}/api/messages`, '--port', String(port),
    ], { APPLICATION_INSIGHTS_NO_STATSBEAT: '1' }),
  ];

  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= (async () => {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map(ended));
    rmSync(folder, { recursive: true, force: true });
  })());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // One without the other is of no use.
  for (const child of children) child.once('exit', () => void stop());

  try {
    await Promise.all([answering(`http://127.0.0.1:${botPort}/healthz`), answering(`http://127.0.0.1:${port}/`)]);
    process.stdout.write(`\nOpen http://127.0.0.1:${port} to talk with the bot; Ctrl+C stops it.\n`);
  } catch (error) {
    if (stopping) return;
    await stop();
    throw error;
  }
}

void start();
