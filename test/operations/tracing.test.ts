import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startConnector } from '../support/fake-connector';
import { spawnBot } from '../support/spawn-bot';

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes?: unknown[];
  status?: { code?: number; message?: string };
}

/** Stands in for a collector of OpenTelemetry. */
async function startCollector(): Promise<{ url: string; spans: Span[]; bodies: string[]; stop(): Promise<void> }> {
  const spans: Span[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      bodies.push(body);
      const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, bodies, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

const message = (serviceUrl: string, text: string) =>
  JSON.stringify({ type: 'message', id: 'one', channelId: 'msteams', serviceUrl, from: { id: '29:hemlig', name: 'Zacharina Märkvärd' }, recipient: { id: '28:bot' }, conversation: { id: 'a:person', conversationType: 'personal' }, text });

/** A bot in a process of its own, asked one question and stopped. Gives what its connector got. */
async function askOnce(endpoint: string): Promise<number> {
  const connector = await startConnector();
  const bot = await spawnBot({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  const response = await fetch(`http://127.0.0.1:${bot.port}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: message(connector.url, 'Får jag lämna ut kollegans hemnummer?') });
  expect(response.status).toBe(200);
  bot.signal('SIGTERM');
  expect(await bot.ended).toBe(0);
  await Promise.all([bot.remove(), connector.stop()]);
  return connector.sent.length;
}

test('a turn is one trace, of its parts by name and nothing that was said; what is left is sent at the stop', async () => {
  const collector = await startCollector();
  await askOnce(`${collector.url}/`);
  await collector.stop();

  const turn = collector.spans.find(({ name }) => name === 'turn')!;
  const parts = collector.spans.filter(({ parentSpanId }) => parentSpanId === turn.spanId);
  expect(parts.map(({ name }) => name).sort()).toEqual(['answer', 'first time', 'keep', 'send']);
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
  for (const { attributes = [] } of collector.spans) expect(attributes).toEqual([]);
  const all = collector.bodies.join('');
  expect(all).toContain('"vagvisaren"');
  for (const secret of ['hemnummer', 'Zacharina', '29:hemlig', 'a:person']) expect(all).not.toContain(secret);
});

test('a collector that is away keeps nobody from an answer, nor the bot from stopping', async () => {
  expect(await askOnce('http://127.0.0.1:9')).toBe(1);
});

test('a collector that takes and never answers does not keep the bot from stopping', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  expect(await askOnce(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`)).toBe(1);
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});
