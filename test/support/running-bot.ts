import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { startBot, type Outside, type RunningBot } from '../../src/bot';
import { readConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { startConnector } from './fake-connector';
import { now } from './product';

/** The whole bot on loopback with an empty store, what it sent, and every line that it logged. */
export interface Running {
  bot: RunningBot;
  connector: Awaited<ReturnType<typeof startConnector>>;
  /** The log at its lowest level, as written. */
  logged: string[];
  /** `http://127.0.0.1:…` of the bot. */
  url: string;
  /** A message as Teams sends it, changed or completed. */
  message(changes: object): object;
  /** Posts an activity. Gives the response. */
  post(activity: object, headers?: Record<string, string>): Promise<Response>;
  /** What /healthz, /readyz or, on its own port, /metrics says. */
  get(path: '/healthz' | '/readyz' | '/metrics'): Promise<string>;
  stop(): Promise<void>;
}

let activities = 0;

/**
 * Starts it.
 * @param environment settings beside PORT, METRICS_PORT and DATABASE_FILE
 */
export async function runBot(outside: Partial<Outside> = {}, environment: Record<string, string> = {}): Promise<Running> {
  const connector = await startConnector();
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-bot-'));
  const logged: string[] = [];
  const log = createLog('trace', new Writable({ write: (chunk: Buffer, _encoding, done) => (logged.push(chunk.toString('utf8')), done()) }));
  const config = readConfig({ PORT: '0', METRICS_PORT: '0', DATABASE_FILE: join(folder, 'bot.db'), ...environment });
  const clear = async (): Promise<void> => {
    await connector.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const bot = await startBot(config, { now: () => now, random: () => 0.5, log, ...outside }).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const url = `http://127.0.0.1:${bot.port}`;
  return {
    bot,
    connector,
    logged,
    url,
    message: (changes) => ({
      type: 'message', id: `activity-${++activities}`, channelId: 'msteams', serviceUrl: connector.url,
      from: { id: '29:person' }, recipient: { id: '28:bot' }, conversation: { id: 'a:person', conversationType: 'personal' }, ...changes,
    }),
    post: (activity, headers = {}) => fetch(`${url}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close', ...headers }, body: JSON.stringify(activity) }),
    get: async (path) => (await fetch(`${path === '/metrics' ? `http://127.0.0.1:${bot.metricsPort}` : url}${path}`, { headers: { connection: 'close' } })).text(),
    async stop() {
      await bot.stop();
      await clear();
    },
  };
}
