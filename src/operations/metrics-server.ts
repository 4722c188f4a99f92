import { createServer, type Server } from 'node:http';
import { VagvisarenError } from '../errors';
import type { Log } from '../log';
import type { Metrics } from './metrics';

/** Serves GET /metrics on a port of its own, which only the monitoring should reach; everything else is 404. Not yet listening. */
function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    // restify patches ServerResponse for all of Node.js: writeHead gives nothing to chain on.
    const answer = (status: number, text = '', type = 'text/plain'): void => {
      response.writeHead(status, { 'Content-Type': type });
      response.end(text);
    };
    if (request.method !== 'GET' || request.url !== '/metrics') return answer(404);
    metrics.text().then((text) => answer(200, text, metrics.contentType), () => answer(500));
  });
}

/**
 * Serves the metrics.
 * @param port 0: any free one
 * @returns the port, and how to stop
 * @throws VagvisarenError PORT_UNAVAILABLE
 */
export function serveMetrics(metrics: Metrics, port: number, host: string, log: Log): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createMetricsServer(metrics);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new VagvisarenError('PORT_UNAVAILABLE', `The metrics cannot be served on port ${port} of ${host} (${error.code}).`, { cause: error }));
    });
    server.listen(port, host, () => {
      // Without a listener an error, such as of too many open files, would end the process.
      server.on('error', ({ code }: NodeJS.ErrnoException) => log.error({ code }, 'a connection to the metrics could not be accepted'));
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        stop: () => new Promise((stopped) => {
          server.close(() => stopped());
          server.closeAllConnections();
        }),
      });
    });
  });
}
