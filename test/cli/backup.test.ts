import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { productRoot } from '../../src/assemble';
import { createBackup } from '../../src/cli/backup';
import type { Command, Terminal } from '../../src/cli/command';
import { createRestore } from '../../src/cli/restore';
import { openStore } from '../../src/store/open';
import { everything, fill } from '../store/backup/content';
import { startPostgres, type PostgresServer } from '../support/postgres';

async function run(command: Command, ...args: string[]): Promise<{ out: string[]; code: number }> {
  const out: string[] = [];
  const terminal: Terminal = { out: (text) => out.push(text), err: () => undefined, lines: async function* () {}, isTerminal: false, columns: 80 };
  return { code: await command.run(args, terminal), out };
}

describe('what is typed', () => {
  const asked: unknown[] = [];
  const backup = createBackup(async (file) => ({ asked: asked.push(file) }));
  const restore = createRestore(async (file, choice) => ({ asked: asked.push([file, choice]) }));

  beforeEach(() => void (asked.length = 0));

  test('is passed on, and what came of it printed as JSON', async () => {
    expect(await run(backup, 'a.jsonl')).toEqual({ code: 0, out: ['{"file":"a.jsonl","asked":1}'] });
    expect(await run(restore, 'a.jsonl')).toEqual({ code: 0, out: ['{"file":"a.jsonl","asked":2}'] });
    await run(restore, 'a.jsonl', '--due-since-backup', 'skip');
    await run(restore, '--due-since-backup=send', 'a.jsonl');
    expect(asked).toEqual(['a.jsonl', ['a.jsonl', undefined], ['a.jsonl', 'skip'], ['a.jsonl', 'send']]);
  });

  test.each<[string, Command, string[]]>([
    ['backup', backup, []],
    ['backup', backup, ['a', 'b']],
    ['backup', backup, ['a', '--zip']],
    ['restore', restore, []],
    ['restore', restore, ['a', 'b']],
    ['restore', restore, ['a', '--due-since-backup']],
    ['restore', restore, ['a', '--due-since-backup', 'both']],
  ])('%s is used wrongly: %#', async (_name, command, args) => {
    await expect(run(command, ...args)).rejects.toMatchObject({ code: 'USAGE' });
    expect(asked).toEqual([]);
  });
});

describe('docs/backup.md', () => {
  const page = readFileSync(join(productRoot, 'docs', 'backup.md'), 'utf8');
  const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!);
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const database = { url: '', movedTo: '' };
  let server: PostgresServer;
  let folder: string;

  beforeAll(async () => {
    server = await startPostgres();
    folder = mkdtempSync(join(tmpdir(), 'vagvisaren-docs-'));
    const store = await openStore({ file: join(folder, 'var', 'vagvisaren.db') });
    await fill(store);
    await store.close();
    mkdirSync(join(folder, 'var'), { recursive: true });
    database.url = await server.database('vagvisaren_docs_new');
    database.movedTo = await server.database('vagvisaren_docs_moved');
    writeFileSync(join(folder, 'var', 'new-database-url'), database.url);
    writeFileSync(join(folder, 'var', 'database-url'), database.movedTo);
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  /** The commands as they are printed, but in a folder of their own and without npm, which would go to this one. */
  function perform(block: string): void {
    const script = block.replace(/npm run -s (\w+) --/g, `"${process.execPath}" --import "${tsx}" "${join(productRoot, 'src', 'cli.ts')}" $1`);
    expect(script).not.toContain('npm run');
    const { PATH, HOME } = process.env;
    const { status, stderr } = spawnSync('sh', ['-e', '-c', script], { cwd: folder, encoding: 'utf8', env: { PATH, HOME } });
    expect({ status, stderr: stderr.replace(/^npm warn.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
  }

  test('does what it says, command by command', async () => {
    expect(blocks).toHaveLength(4);
    const file = join(folder, 'var', 'vagvisaren.db');
    const before = await everything({ file });
    for (const block of blocks) perform(block);
    expect(readdirSync(join(folder, 'var', 'backups')).sort()).toEqual(['before-the-move.jsonl.gz', 'vagvisaren.jsonl.gz']);
    for (const where of [{ file }, { url: database.url }, { url: database.movedTo }]) {
      const after = await everything(where);
      // What is planned follows the courses that are shipped.
      for (const table of ['conversations', 'subscriptions', 'registrations', 'feedback', 'kept_questions']) expect(after[table]).toEqual(before[table]);
      expect(after['deliveries']!.map((row) => (row as { id: string }).id)).toEqual(before['deliveries']!.map((row) => (row as { id: string }).id));
    }
    // Six processes, each of which reads the program anew.
  }, 180_000);
});
