import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } from 'botbuilder';
import { createServer, plugins, type Request, type Response } from 'restify';

/** The least a bot on restify and botbuilder can be, as Microsoft's echo sample has it: what Vägvisaren's speed is held against. */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  await context.sendActivity(MessageFactory.text(`Echo: ${context.activity.text}`));
  await next();
});

const server = createServer();
server.use(plugins.bodyParser());
server.post('/api/messages', async ({ body, headers, method = 'POST' }: Request, response: Response) => {
  await adapter.process({ body: body as Record<string, unknown>, headers, method }, response, (context) => bot.run(context));
});
server.listen(Number(process.env['PORT']), '127.0.0.1');
