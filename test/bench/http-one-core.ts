import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { parseQuestions } from '../../src/measure/question';
import { saturate, type FullLoad } from './http-load';
import { createMessages, users } from './http-messages';
import { startProcess, startProcessOn, type Running } from './http-process';

const warmUpSeconds = 5;
const rounds = 7;
const seconds = 2;
const [botsProcessor, othersProcessor] = [0, 1];

/**
 * Prints how many messages a second the bot takes when all its threads (garbage collector, compiler, disk) share one processor;
 * the senders and the stand-in for Teams have the other (Linux only).
 * @throws Error with less than two processors, or when a message is not answered.
 */
export async function benchOneCore(out: (line: string) => void): Promise<void> {
  if (availableParallelism() < 2) throw new Error('with one processor there is none for the senders');
  // This process and those that it starts; the bot is then put elsewhere.
  spawnSync('taskset', ['-a', '-c', '-p', String(othersProcessor), String(process.pid)]);
  const running: Running[] = [];
  try {
    const connector = await startProcess('test', 'bench', 'http-connector.ts');
    running.push(connector);
    const bot = await startProcessOn(botsProcessor, 'src', 'main.ts');
    running.push(bot);
    const questions = parseQuestions(readFileSync(join(productRoot, 'test', 'questions', 'dev.jsonl'), 'utf8'), 'dev.jsonl').map(({ q }) => q);
    const traffic = { bot, connector, message: createMessages(questions, connector) };
    await saturate(traffic, warmUpSeconds);
    const measured: FullLoad[] = [];
    for (let round = 0; round < rounds; round++) measured.push(await saturate(traffic, seconds));
    const perSecond = measured.map((one) => one.perSecond).sort((a, b) => a - b);
    const cpu = measured.map((one) => one.cpu).sort((a, b) => a - b);
    const middle = Math.floor(rounds / 2);
    out(`One processor for the bot, ${users} users: ${perSecond[middle]!.toFixed(0)} messages a second at most (${perSecond[0]!.toFixed(0)}–${perSecond.at(-1)!.toFixed(0)} in ${rounds} rounds), ${cpu[middle]!.toFixed(2)} ms of processor a message. Load of the machine ${loadavg()[0]!.toFixed(1)}.`);
  } finally {
    for (const { stop } of running.reverse()) await stop();
    spawnSync('taskset', ['-a', '-c', '-p', `0-${availableParallelism() - 1}`, String(process.pid)]);
  }
}
