import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { parseQuestions } from '../../src/measure/question';
import { pace, saturate, type FullLoad, type Traffic } from './http-load';
import { createMessages, users } from './http-messages';
import { startProcess, type Running } from './http-process';

const warmUpSeconds = 5;
/** Many short rounds rather than a few long ones: what else the machine does then meets both bots alike. */
const fullRounds = 7;
const fullSeconds = 2;
const pacedRounds = 5;
const pacedSeconds = 4;

interface Measured extends Traffic {
  name: string;
  /** As many as it can take. */
  full: FullLoad[];
  /** Milliseconds to each reply, when every user asks about once a second. */
  calm: number[];
  /** The same at half of what Vägvisaren can take. */
  half: number[];
}

const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const quantile = (values: readonly number[], q: number) => ascending(values)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0;
const throughput = ({ full }: Measured) => quantile(full.map(({ perSecond }) => perSecond), 0.5);
const processor = ({ full }: Measured) => quantile(full.map(({ cpu }) => cpu), 0.5);
const p50p99 = (times: readonly number[]) => `${quantile(times, 0.5).toFixed(1)} | ${quantile(times, 0.99).toFixed(1)}`;

/**
 * Prints how Vägvisaren's HTTP side does beside a bare echo bot on the same libraries: how many messages a second, and how long
 * until the reply is sent. The two take turns in every round. A time runs from sending the message until the whole reply is at
 * the connector's stand-in, so nothing the connector does is in it. Bots, stand-in and this process share the machine's cores.
 * @throws Error when a message is not answered.
 */
export async function benchHttp(out: (line: string) => void = (line) => void process.stdout.write(`${line}\n`)): Promise<void> {
  const running: Running[] = [];
  const start = async (...path: string[]): Promise<Running> => {
    const one = await startProcess(...path);
    running.push(one);
    return one;
  };
  try {
    const connector = await start('test', 'bench', 'http-connector.ts');
    const questions = parseQuestions(readFileSync(join(productRoot, 'test', 'questions', 'dev.jsonl'), 'utf8'), 'dev.jsonl').map(({ q }) => q);
    const message = createMessages(questions, connector);
    const measured = (name: string, bot: Running): Measured => ({ name, bot, connector, message, full: [], calm: [], half: [] });
    const ours = measured('Vägvisaren', await start('src', 'main.ts'));
    const echo = measured('bare echo bot', await start('test', 'bench', 'http-echo-bot.ts'));
    const bots = [ours, echo];

    for (const bot of bots) await saturate(bot, warmUpSeconds);
    for (let round = 0; round < fullRounds; round++) {
      for (const bot of bots) bot.full.push(await saturate(bot, fullSeconds));
    }
    const halfRate = throughput(ours) / 2;
    for (let round = 0; round < pacedRounds; round++) {
      for (const bot of bots) bot.calm.push(...(await pace(bot, users, pacedSeconds)));
      for (const bot of bots) bot.half.push(...(await pace(bot, halfRate, pacedSeconds)));
    }

    out(`| ${users} users | a second, at most | then p50 ms | p99 | processor ms | at ${users}/s: p50 ms | p99 | at ${halfRate.toFixed(0)}/s: p50 ms | p99 |`);
    out('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    for (const bot of bots) {
      const full = bot.full.flatMap(({ times }) => times);
      out(`| ${bot.name} | ${throughput(bot).toFixed(0)} | ${p50p99(full)} | ${processor(bot).toFixed(2)} | ${p50p99(bot.calm)} | ${p50p99(bot.half)} |`);
    }
    out('');
    out(`Messages a second: ${(throughput(ours) / throughput(echo)).toFixed(2)} of the bare echo bot's; by processor time ${(processor(echo) / processor(ours)).toFixed(2)}.`);
  } finally {
    for (const { stop } of running.reverse()) await stop();
  }
}
