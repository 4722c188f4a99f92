import { parseArgs } from 'node:util';
import { benchHttp } from './http';
import { benchOneCore } from './http-one-core';
import { benchReminders } from './reminders';
import { benchSearch } from './search';
import { benchSoak } from './soak';
import { benchStart } from './start';
import { benchStartup } from './startup';

const out = (line: string) => process.stdout.write(`${line}\n`);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '10' } } });

/** `npm run bench -- reminders`: one part; without a name search and start-up. `soak --minutes 1` is for trying out. */
const parts: Record<string, () => Promise<void> | void> = {
  search: () => benchSearch(out),
  startup: () => benchStartup(out),
  start: () => benchStart(out),
  reminders: () => benchReminders(out),
  http: () => benchHttp(),
  'one-core': () => benchOneCore(out),
  soak: () => benchSoak(out, Number(values.minutes)),
};

async function main(): Promise<void> {
  const names = positionals.length > 0 ? positionals : ['search', 'startup', 'start'];
  for (const name of names) {
    const part = parts[name];
    if (!part) throw new Error(`no benchmark ${name}: ${Object.keys(parts).join(', ')}`);
    await part();
  }
}

void main();
