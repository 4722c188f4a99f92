import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: string;
}

const headEnd = '\r\n\r\n';

interface Read {
  answer: Answer;
  /** Bytes of it. */
  length: number;
  closes: boolean;
}

function unchunked(bytes: Buffer): { body: Buffer; length: number } | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, end), 16);
    const next = end + 2 + size + 2;
    if (bytes.length < next) return null;
    if (size === 0) return { body: Buffer.concat(parts), length: next };
    parts.push(bytes.subarray(end + 2, end + 2 + size));
    at = next;
  }
}

/** The answer that the bytes begin with; null while it is not all there. */
function readAnswer(bytes: Buffer, method: string): Read | null {
  const end = bytes.indexOf(headEnd);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.split(' ')[1]);
  const start = end + headEnd.length;
  if (status < 200) {
    const rest = readAnswer(bytes.subarray(start), method);
    return rest && { ...rest, length: rest.length + start };
  }
  const closes = /^connection: close/im.test(head);
  const read = (body: Buffer, length: number): Read => ({ answer: { status, body: body.toString('utf8') }, length: start + length, closes });
  const rest = bytes.subarray(start);
  if (method === 'HEAD') return read(Buffer.alloc(0), 0);
  if (/^transfer-encoding: chunked/im.test(head)) {
    const all = unchunked(rest);
    return all && read(all.body, all.length);
  }
  const size = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
  return rest.length < size ? null : read(rest.subarray(0, size), size);
}

/** Milliseconds: longer than the bot may wait for Teams, and no answer would be a finding. */
const patience = 25_000;

/** One kept connection to a server on loopback, by which bytes are sent as they are. */
export class Line {
  private socket: Socket | undefined;

  constructor(private readonly port: number) {}

  /**
   * Sends a request and waits for its answer.
   * @param how on the kept connection, on one of its own, or on one of its own whose sending half is closed after the request
   * @returns null when the server hung up without one
   * @throws Error when there is neither in time
   */
  send(bytes: Buffer, method: string, how: 'kept' | 'alone' | 'ended' = 'kept'): Promise<Answer | null> {
    const alone = how !== 'kept';
    const kept = !alone && this.socket && !this.socket.destroyed ? this.socket : undefined;
    const socket = kept ?? connect({ port: this.port, host: '127.0.0.1', noDelay: true });
    if (!alone) this.socket = socket;
    return new Promise((resolve, reject) => {
      let heard = Buffer.alloc(0);
      const timer = setTimeout(() => {
        socket.destroy();
        reject(new Error(`no answer in ${patience / 1000} s`));
      }, patience);
      const done = (answer: Answer | null, closes: boolean) => {
        clearTimeout(timer);
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        if (closes || alone) socket.destroy();
        resolve(answer);
      };
      socket.on('data', (chunk: Buffer) => {
        heard = Buffer.concat([heard, chunk]);
        const read = readAnswer(heard, method);
        if (read) done(read.answer, read.closes || read.length < heard.length);
      });
      socket.on('error', () => done(null, true));
      socket.on('close', () => done(null, true));
      socket.write(bytes);
      if (how === 'ended') socket.end();
    });
  }

  close(): void {
    this.socket?.destroy();
  }
}
