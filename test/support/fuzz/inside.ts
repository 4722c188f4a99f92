/**
 * Loaded into the bot's process before the bot. Lets it reach the stand-in for Teams and nothing else, and writes to its log what it
 * wanted to reach, and whether a prototype has been changed. Answers "heap" with the bytes that are in use after collecting.
 */
import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const standardOutput = 1;

// The log is written beside the answers; here it stands in the file before the answer goes out.
const { write: writeLater } = fs;
type Written = (error: Error | null, bytes: number) => void;
const write = (to: number, ...given: unknown[]): void => {
  if (to !== standardOutput) return Reflect.apply(writeLater, fs, [to, ...given]) as undefined;
  (given.at(-1) as Written)(null, fs.writeSync(to, given[0] as string));
};
Object.assign(fs, { write });

const tell = (found: object) => fs.writeSync(standardOutput, `${JSON.stringify({ fuzz: found })}\n`);

const allowed = Number(process.env['FUZZ_CONNECTOR_PORT']);
const { connect } = Socket.prototype;
Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
  // The options stand alone, or with a callback in an array where node:net has sorted them.
  const first: unknown = Array.isArray(given[0]) ? given[0][0] : given[0];
  const { host, port } = first as { host?: string; port?: number | string };
  if (host === '127.0.0.1' && Number(port) === allowed) return Reflect.apply(connect, this, given) as Socket;
  // The SDK gives an IPv6 address in brackets, and so cannot reach it.
  tell({ dialed: `${host?.replace(/[[\]]/g, '')}:${port}` });
  process.nextTick(() => this.destroy(Object.assign(new Error(`connect ECONNREFUSED ${host}:${port}`), { code: 'ECONNREFUSED' })));
  return this;
};

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Promise.prototype];
const state = () => prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join()).join(';');
let before: string | undefined;
subscribe('http.server.response.finish', () => {
  const now = state();
  if (now !== (before ??= now)) tell({ prototype: 'changed' });
  before = now;
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('message', () => {
  collect();
  // What finalizers let go of is collected by the next.
  setImmediate(() => {
    collect();
    process.send!(process.memoryUsage().heapUsed);
  });
});
