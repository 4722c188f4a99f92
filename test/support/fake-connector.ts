import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Sent {
  path: string;
  activity: { type: string; text?: string; summary?: string; attachments?: { contentType: string; content: Record<string, unknown> }[]; conversation?: { id: string }; replyToId?: string };
}

/** Stands in for Teams' connector: takes what the bot sends and keeps it. */
export async function startConnector(): Promise<{ url: string; sent: Sent[]; stop(): Promise<void> }> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      sent.push({ path: request.url ?? '', activity: JSON.parse(Buffer.concat(chunks).toString('utf8')) as Sent['activity'] });
      // restify's patch of ServerResponse makes writeHead return nothing, so no chaining here.
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: `sent-${sent.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    sent,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
