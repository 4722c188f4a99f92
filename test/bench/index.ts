import { benchHttp } from './http';
import { benchReminders } from './reminders';
import { benchSearch } from './search';
import { benchStartup } from './startup';

const out = (line: string) => process.stdout.write(`${line}\n`);

/** `npm run bench -- reminders`: one part; without a name search and start-up. */
const parts: Record<string, () => Promise<void> | void> = {
  search: () => benchSearch(out),
  startup: () => benchStartup(out),
  reminders: () => benchReminders(out),
  http: () => benchHttp(),
};

async function main(): Promise<void> {
  const names = process.argv.length > 2 ? process.argv.slice(2) : ['search', 'startup'];
  for (const name of names) {
    const part = parts[name];
    if (!part) throw new Error(`no benchmark ${name}: ${Object.keys(parts).join(', ')}`);
    await part();
  }
}

void main();
