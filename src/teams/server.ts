import { CloudAdapter, ConfigurationBotFrameworkAuthentication, type ActivityHandler, type TurnContext } from 'botbuilder';
import { createServer, plugins, type Next, type Request, type Response, type Server } from 'restify';
import type { Log } from '../log';
import { checkActivity } from './activity';

export interface Identity {
  appId: string;
  tenantId: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  password?: string;
}

export interface ServerParts {
  bot: ActivityHandler;
  onTurnError: (context: TurnContext, error: Error) => Promise<void>;
  /** Undefined: nobody is asked who they are; only for loopback. */
  identity?: Identity;
  /** For /healthz: how many entries are loaded. */
  entries: number;
  log: Log;
}

/** Teams sends at most 28 KB of card data and some envelope; a question of 100,000 characters must still get its answer. */
const largestBody = 512 * 1024;

function createAdapter({ identity, onTurnError }: ServerParts): CloudAdapter {
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication(
      identity
        ? { MicrosoftAppId: identity.appId, MicrosoftAppType: identity.type, MicrosoftAppTenantId: identity.tenantId, MicrosoftAppPassword: identity.password ?? '' }
        : {},
    ),
  );
  adapter.onTurnError = onTurnError;
  return adapter;
}

/** The bot's HTTP server: POST /api/messages for the Bot Framework, GET /healthz for operations. Not yet listening. */
export function createHttpServer(parts: ServerParts): Server {
  const { bot, log } = parts;
  const adapter = createAdapter(parts);
  const server = createServer({ name: 'vagvisaren', handleUncaughtExceptions: false });
  server.use(plugins.bodyParser({ maxBodySize: largestBody, mapParams: false }));

  server.post('/api/messages', async (request: Request, response: Response) => {
    const checked = checkActivity(request.body);
    if (!checked.ok) {
      log.warn({ problem: checked.problem }, 'not an activity');
      response.send(400, { error: 'The body is not an activity.' });
      return;
    }
    const { body, headers, method = 'POST' } = request;
    await adapter.process({ body: body as Record<string, unknown>, headers, method }, response, (context) => bot.run(context));
  });

  server.get('/healthz', (_request: Request, response: Response, next: Next) => {
    response.send(200, { status: 'ok', entries: parts.entries });
    next();
  });

  // restify would send the text of an unexpected error to the caller; callers get the status alone.
  server.on('restifyError', (_request: Request, response: Response, error: Error & { statusCode?: number }, callback: () => void) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error: error.name, stack: error.stack?.split('\n').slice(1, 6) }, 'request failed');
    const plain = { error: status >= 500 ? 'Something went wrong.' : 'The request could not be read.' };
    Object.assign(error, { toJSON: () => plain, toString: () => plain.error });
    response.removeHeader('Server');
    callback();
  });
  return server;
}
