import { assemble } from './assemble';
import { readConfig } from './config';
import { VagvisarenError } from './errors';
import { createLog } from './log';
import { createBot, createTurnErrorHandler } from './teams/bot';
import { createHttpServer } from './teams/server';

function start(): void {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const { knowledge, dialogs, model } = assemble();
  if (!model) log.warn('no current ranking model: MiniSearch alone ranks; run "npm run train"');
  const server = createHttpServer({
    bot: createBot(dialogs, () => new Date(), log),
    onTurnError: createTurnErrorHandler(dialogs, log),
    entries: knowledge.entries.size,
    log,
    ...(config.identity ? { identity: config.identity } : {}),
  });
  server.listen(config.port, config.host, () => {
    const { port } = server.address();
    if (!config.identity) log.warn('no MICROSOFT_APP_ID: listening on loopback only, nobody is asked who they are');
    log.info({ host: config.host, port, entries: knowledge.entries.size }, 'listening');
  });
  const stop = () => server.close(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  start();
} catch (error) {
  if (!(error instanceof VagvisarenError)) throw error;
  process.stderr.write(`${error.message}\n${error.whatToDo}\n`);
  process.exitCode = 1;
}
