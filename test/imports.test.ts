import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { productRoot } from '../src/assemble';

interface Cruise {
  modules: { source: string }[];
  summary: { violations: { rule: { name: string } }[] };
}

function cruise(root: string): Cruise {
  const { stdout } = spawnSync(process.execPath, [join(productRoot, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs'), 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], { cwd: root, encoding: 'utf8', maxBuffer: 64e6 });
  return JSON.parse(stdout) as Cruise;
}

test('the rules see the whole source, and it keeps them', () => {
  const { modules, summary } = cruise(productRoot);
  const seen = modules.map(({ source }) => source);
  for (const file of ['src/main.ts', 'src/cli.ts', 'src/search/engine.ts', 'src/teams/bot.ts', 'src/store/open.ts', 'src/reminders/sender.ts']) expect(seen).toContain(file);
  expect(summary.violations).toEqual([]);
});

describe('planted violations', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'imports-'));
    for (const name of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) cpSync(join(productRoot, name), join(root, name), { recursive: true });
    symlinkSync(join(productRoot, 'node_modules'), join(root, 'node_modules'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test.each([
    ['only-teams-knows-the-framework', 'src/dialogs/planted.ts', "import { TurnContext } from 'botbuilder';\nexport const planted = TurnContext;\n"],
    ['only-search-knows-minisearch', 'src/dialogs/planted.ts', "import MiniSearch from 'minisearch';\nexport const planted = MiniSearch;\n"],
    ['core-below-edges', 'src/search/planted.ts', "import { toCard } from '../teams/card';\nexport const planted = toCard;\n"],
    ['edges-apart', 'src/cli/planted.ts', "import { toCard } from '../teams/card';\nexport const planted = toCard;\n"],
    ['only-roots-wire', 'src/teams/planted.ts', "import { assemble } from '../assemble';\nexport const planted = assemble;\n"],
    ['search-below-dialogs', 'src/search/planted.ts', "import { actionSchema } from '../dialogs/action';\nexport const planted = actionSchema;\n"],
    ['knowledge-below', 'src/knowledge/planted.ts', "import { clean } from '../search/text';\nexport const planted = clean;\n"],
    ['reminders-below-dialogs', 'src/reminders/planted.ts', "import { actionSchema } from '../dialogs/action';\nexport const planted = actionSchema;\n"],
    ['only-store-knows-databases', 'src/reminders/planted.ts', "import { Kysely } from 'kysely';\nexport const planted = Kysely;\n"],
    ['only-operations-count-and-trace', 'src/teams/planted.ts', "import { Registry } from 'prom-client';\nexport const planted = Registry;\n"],
    ['edges-apart', 'src/operations/planted.ts', "import { toCard } from '../teams/card';\nexport const planted = toCard;\n"],
    ['core-below-edges', 'src/retention/planted.ts', "import { openStore } from '../store/open';\nexport const planted = openStore;\n"],
    ['only-reminders-know-the-calendar', 'src/dialogs/planted.ts', "import { DateTime } from 'luxon';\nexport const planted = DateTime;\n"],
    ['edges-apart', 'src/store/planted.ts', "import { toCard } from '../teams/card';\nexport const planted = toCard;\n"],
    ['leaves-alone', 'src/errors.ts', "import { clean } from './search/text';\nexport const planted = clean;\n"],
    ['only-loaders-read-disk', 'src/search/planted.ts', "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n"],
    ['core-without-network', 'src/search/planted.ts', "import { request } from 'node:https';\nexport const planted = request;\n"],
    ['no-dev-packages-in-src', 'src/search/planted.ts', "import fc from 'fast-check';\nexport const planted = fc;\n"],
  ])('%s', (rule, file, source) => {
    const path = join(root, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, source);
    try {
      expect(cruise(root).summary.violations.map((violation) => violation.rule.name)).toContain(rule);
    } finally {
      rmSync(path);
      if (file === 'src/errors.ts') cpSync(join(productRoot, file), path);
    }
  });
});
