import { startBot, type RunningBot } from './bot';
import { readConfig } from './config';
import { VagvisarenError } from './errors';
import { createLog } from './log';
import { routeConsole } from './teams/console';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  routeConsole(log);
  // A moment later, so that no signal comes before there is somebody to hear it: without a listener SIGHUP ends a process.
  const starting = Promise.resolve().then(() => startBot(config, { now: () => new Date(), random: Math.random, log }));
  const whenStarted = (act: (bot: RunningBot) => Promise<unknown>) => () => void starting.then(act, () => undefined);
  process.on('SIGHUP', whenStarted((bot) => bot.reload()));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, whenStarted((bot) => bot.stop().then(() => process.exit(0))));
  await starting;
}

start().catch((error: unknown) => {
  if (!(error instanceof VagvisarenError)) throw error;
  process.stderr.write(`${error.message}\n${error.whatToDo}\n`);
  process.exitCode = 1;
});
