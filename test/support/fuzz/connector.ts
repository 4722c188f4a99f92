import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the bot sent, as far as it is looked at. */
export interface Sent {
  path: string;
  summary: string | undefined;
}

export interface Connector {
  url: string;
  sent: Sent[];
  stop(): Promise<void>;
}

/** Stands in for Teams' connector for a long time: it never closes an idle connection, as one that meets a message would look like a failure. */
export async function startConnector(): Promise<Connector> {
  const sent: Sent[] = [];
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { summary } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { summary?: string };
      sent.push({ path: request.url ?? '', summary });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"id":"sent"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
