import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { loadKnowledge } from '../../src/knowledge/load';
import { parseQuestions, type Question } from '../../src/measure/question';
import { engines, type Engine } from './engines';

const rounds = 5;

interface Row {
  name: string;
  buildMs: number;
  heapMb: number;
  first: number;
  three: number;
  /** On the questions that the decision was fitted on: none was trained on, and they are harder. */
  firstHard: number;
  p50: number;
  p99: number;
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
};

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

/** One engine over the questions: how good, how fast (each question several times, after one round to warm up), how large. */
async function measure(engine: Engine): Promise<Row> {
  const knowledge = loadKnowledge(join(productRoot, 'knowledge'));
  const read = (...path: string[]) => parseQuestions(readFileSync(join(productRoot, ...path), 'utf8'), path.join('/'));
  const questions = read('test', 'questions', 'dev.jsonl');
  const hard = read('knowledge', 'ranking', 'questions.jsonl');
  const before = heap();
  const started = performance.now();
  const ask = await engine.build(knowledge);
  const buildMs = performance.now() - started;
  const heapMb = heap() - before;
  const withEntry = (of: Question[]) => of.filter(({ kind }) => kind !== 'none' && kind !== 'reminder');
  const answerable = withEntry(questions);
  let first = 0;
  let three = 0;
  for (const { q, expect } of answerable) {
    const hits = await ask(q);
    if (expect.includes(hits[0] ?? '')) first++;
    if (hits.slice(0, 3).some((id) => expect.includes(id))) three++;
  }
  let firstHard = 0;
  for (const { q, expect } of withEntry(hard)) if (expect.includes((await ask(q))[0] ?? '')) firstHard++;
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const { q } of questions) {
      const start = performance.now();
      await ask(q);
      if (round > 0) times.push(performance.now() - start);
    }
  }
  times.sort((a, b) => a - b);
  return { name: engine.name, buildMs, heapMb, first: first / answerable.length, three: three / answerable.length, firstHard: firstHard / withEntry(hard).length, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

/** Prints the comparison as a Markdown table, ours first. */
export async function benchSearch(out: (line: string) => void): Promise<void> {
  const rows: Row[] = [];
  for (const engine of engines) rows.push(await measure(engine));
  const [ours, ...others] = rows as [Row, ...Row[]];
  out('| engine | dev: right entry first | among three | harder: first | p50 ms | p99 ms | build ms | heap MB |');
  out('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const row of rows) {
    out(`| ${row.name} | ${(100 * row.first).toFixed(1)} % | ${(100 * row.three).toFixed(1)} % | ${(100 * row.firstHard).toFixed(1)} % | ${row.p50.toFixed(2)} | ${row.p99.toFixed(2)} | ${row.buildMs.toFixed(0)} | ${row.heapMb.toFixed(0)} |`);
  }
  const best = others.reduce((a, b) => (b.first > a.first ? b : a));
  const lunr = others.find(({ name }) => name.startsWith('lunr'))!;
  out('');
  out(`Right first: ${(ours.first / best.first).toFixed(2)} times the best of the others (${best.name}); on the harder questions ${(ours.firstHard / Math.max(...others.map((row) => row.firstHard))).toFixed(2)} times. p99: ${(ours.p99 / lunr.p99).toFixed(2)} times lunr's.`);
}
