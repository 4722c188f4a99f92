import { createServer } from 'node:net';
import { fine, problem, warning, type Finding } from './finding';

/** Milliseconds. */
const longestWait = 5_000;

export interface Answer {
  status: number;
  body: string;
  /** When the other side says that it answered. */
  date: Date | null;
}

/** Asks for a page, for at most five seconds. @throws when nothing answers */
export async function ask(url: string): Promise<Answer> {
  const response = await fetch(url, { signal: AbortSignal.timeout(longestWait) });
  const date = response.headers.get('date');
  return { status: response.status, body: await response.text(), date: date === null ? null : new Date(date) };
}

function field(body: string, name: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}

/** Listens for a moment. Gives the system's code where that fails. */
export function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

const takenCode = 'EADDRINUSE';

/**
 * Whether the bot's port is free, or the bot itself has it.
 * @param attempt gives undefined where the port can be used
 */
export async function checkPort(port: number, host: string, attempt: typeof tryPort, get: typeof ask): Promise<Finding> {
  if (port === 0) return fine('Port', 'any that is free');
  const code = await attempt(port, host);
  if (code === undefined) return fine('Port', `${port} is free; no bot runs here`);
  if (code === 'EACCES') return problem('Port', `this user may not use ${port}`, 'Choose a PORT from 1024 on.');
  if (code !== takenCode) return problem('Port', `${port} of ${host} cannot be used (${code})`, 'Choose another PORT.');
  const silent = (): Answer => ({ status: 0, body: '', date: null });
  const health = await get(`http://127.0.0.1:${port}/healthz`).catch(silent);
  if (health.status !== 200 || field(health.body, 'status') !== 'ok') {
    return problem('Port', `another program uses ${port}`, 'Stop the other program, or choose another PORT. If it should be the bot: it does not answer on /healthz, so start it again.');
  }
  const ready = await get(`http://127.0.0.1:${port}/readyz`).catch(silent);
  if (field(ready.body, 'status') === 'ready') return fine('Port', `a bot runs on ${port}, ready`);
  return warning('Port', `a bot runs on ${port}, not ready: ${ready.body || 'no answer on /readyz'}`, 'See the log of the bot; the lines below may tell why.');
}

const keys = 'https://login.botframework.com/v1/.well-known/openidconfiguration';
/** Microsoft and the bot take each other's tokens with five minutes to spare. Milliseconds. */
const mostSkew = 2 * 60 * 1000;

/** Whether Microsoft's keys can be fetched, without which every message gets 503; and whether the two clocks agree. */
export async function checkMicrosoft(get: typeof ask, now: () => Date): Promise<Finding[]> {
  const open = 'Open the firewall from this machine to login.botframework.com, login.microsoftonline.com and smba.trafficmanager.net, port 443.';
  let answer: Answer;
  try {
    answer = await get(keys);
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return [warning('Microsoft', `login.botframework.com cannot be reached (${code ?? (error as Error).name})`, open)];
  }
  if (answer.status !== 200) return [warning('Microsoft', `login.botframework.com answers with ${answer.status}`, open)];
  const reached = fine('Microsoft', 'login.botframework.com can be reached');
  if (!answer.date) return [reached];
  const skew = Math.abs(now().getTime() - answer.date.getTime());
  if (skew <= mostSkew) return [reached];
  return [reached, problem('Clock', `it differs by ${Math.round(skew / 1000)} s from Microsoft's, and tokens hold for minutes`, 'Set the clock of this machine, and keep it by NTP.')];
}
