import { Socket } from 'node:net';

/** An error with a code, for the log: nobody has answered. */
export function noAnswer(message: string): Error {
  return Object.assign(new Error(message), { code: 'ETIMEDOUT' });
}

/** The sockets of a pool, to end them all when the server is silent. */
export interface Sockets {
  make(): Socket;
  /** The server has let somebody in. */
  answered(): void;
  /** Ends all sockets at once, with what was under way on them. Then none is opened during the pause, and after it one to try with. */
  cut(error: Error): void;
  /** Resolves when those that are open now are closed. */
  closed(): Promise<void>;
}

/**
 * @param silentMilliseconds a socket without a byte for so long is dead; TCP alone would wait for a quarter of an hour
 * @param pauseMilliseconds so long after a cut nobody waits for the server
 */
export function createSockets(silentMilliseconds: number, pauseMilliseconds: number): Sockets {
  const open = new Set<Socket>();
  let cutAt: number | undefined;
  let trying: Socket | undefined;

  const answered = (): void => {
    cutAt = undefined;
    trying = undefined;
  };

  return {
    answered,
    make() {
      const socket = new Socket();
      open.add(socket);
      socket.setTimeout(silentMilliseconds, () => socket.destroy(noAnswer('The database server has been silent for too long.')));
      socket.once('close', () => {
        open.delete(socket);
        // Refused: whoever says no is not silent.
        if (socket === trying) answered();
      });
      if (cutAt === undefined) return socket;
      if (trying || performance.now() - cutAt < pauseMilliseconds) process.nextTick(() => socket.destroy(noAnswer('The database server did not answer a moment ago.')));
      else trying = socket;
      return socket;
    },
    cut(error) {
      cutAt = performance.now();
      trying = undefined;
      for (const socket of open) socket.destroy(error);
    },
    async closed() {
      await Promise.all([...open].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve()))));
    },
  };
}
