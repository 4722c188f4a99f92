import type { Server } from 'restify';
import { VagvisarenError } from '../errors';

const reasons: Record<string, string> = {
  EADDRINUSE: 'another program uses it',
  EACCES: 'this user may not use it',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/**
 * Makes a server listen.
 * @param port 0: any free one
 * @returns the port
 * @throws VagvisarenError PORT_UNAVAILABLE saying why
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? 'unknown error';
      reject(new VagvisarenError('PORT_UNAVAILABLE', `The bot cannot listen on port ${port} of ${host}: ${reasons[code] ?? code}.`, { cause: error }));
    });
    server.listen(port, host, () => resolve(server.address().port));
  });
}

/** Whether anybody holds a connection to a server, in use or idle. */
export function hasConnections(server: Server): Promise<boolean> {
  return new Promise((resolve) => server.server.getConnections((error, count) => resolve(!error && count > 0)));
}
