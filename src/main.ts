import { startBot } from './bot';
import { readConfig } from './config';
import { VagvisarenError } from './errors';
import { createLog } from './log';
import { routeConsole } from './teams/console';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  routeConsole(log);
  const bot = await startBot(config, { now: () => new Date(), random: Math.random, log });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void bot.stop().then(() => process.exit(0)));
  process.on('SIGHUP', () => void bot.reload());
}

start().catch((error: unknown) => {
  if (!(error instanceof VagvisarenError)) throw error;
  process.stderr.write(`${error.message}\n${error.whatToDo}\n`);
  process.exitCode = 1;
});
