import { benchSearch } from './search';
import { benchStartup } from './startup';

const out = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  await benchSearch(out);
  benchStartup(out);
}

void main();
