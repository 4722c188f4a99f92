import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../../src/cli/command';
import { createPackage } from '../../src/cli/package';
import { manifestFolder, settings, unpacked } from '../manifest/packed';

const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-package-'));
const target = join(folder, 'dist', 'vagvisaren.zip');
const names = Object.keys(settings);
const shipped = createPackage({ manifest: manifestFolder, target });

function options(changed: Record<string, string> = {}): string[] {
  return Object.entries({ ...settings, ...changed }).flatMap(([name, value]) => [`--${name}`, value]);
}

async function run(command: typeof shipped, args: string[]): Promise<{ out: string[]; code: number }> {
  const out: string[] = [];
  const terminal: Terminal = { out: (text) => out.push(text), err: () => undefined, lines: async function* () {}, isTerminal: false, columns: 80 };
  return { code: await command.run(args, terminal), out };
}

afterAll(() => rmSync(folder, { recursive: true }));

test('writes the package and says where', async () => {
  const { out, code } = await run(shipped, options());
  expect(code).toBe(0);
  expect(out.join('\n')).toMatch(/vagvisaren\.zip: version 1\.2\.3, 4 files/);
  expect(unpacked(readFileSync(target)).manifest.developer.name).toBe(settings.developer);
});

describe('settings', () => {
  test('all that are missing are listed at once, with what to give, and nothing is written', async () => {
    rmSync(target, { force: true });
    const error = await run(shipped, []).catch((thrown: unknown) => thrown as Error);
    expect(error).toMatchObject({ code: 'USAGE' });
    expect((error as Error).message.split('\n').map((line) => /^--([a-z-]+) is missing: .{10}/.exec(line)?.[1])).toEqual(names);
    expect(existsSync(target)).toBe(false);
  });

  test.each([
    ['app-id', 'vagvisaren'],
    ['domain', 'https://bot.example.org'],
    ['domain', '*.example.org'],
    ['domain', 'bot.example.org/api'],
    ['domain', 'localhost'],
    ['version', '0.9.0'],
    ['version', '1.0'],
    ['version', '1.0.0-beta'],
    ['developer', ' '],
    ['developer', 'x'.repeat(33)],
    ['website', 'http://example.org/'],
    ['privacy', 'example.org/privacy'],
    ['terms', 'javascript:alert(1)'],
  ])('--%s cannot be "%s"', async (name, value) =>
    expect(run(shipped, options({ [name]: value }))).rejects.toMatchObject({ code: 'USAGE', message: expect.stringMatching(new RegExp(`^--${name} cannot be`)) }));

  test('wrong and missing ones are told together', async () =>
    expect(run(shipped, ['--version', '0.1.0', '--developer', 'Exempel'])).rejects.toMatchObject({ message: expect.stringMatching(/--app-id is missing[^]*--version cannot be "0\.1\.0"/) }));

  test.each([[['--colour', 'blue']], [['--developer', 'Exempel', 'AB']]])('%j is wrong use', async (args) =>
    expect(run(shipped, args)).rejects.toMatchObject({ code: 'USAGE' }));
});

test('a file that is not there is told', async () => {
  const incomplete = join(folder, 'manifest');
  cpSync(manifestFolder, incomplete, { recursive: true });
  rmSync(join(incomplete, 'outline.png'));
  await expect(run(createPackage({ manifest: incomplete, target }), options())).rejects.toMatchObject({ code: 'MANIFEST_INVALID', message: expect.stringContaining('outline.png') });
});

test('the help names every setting', () => {
  for (const name of names) expect(shipped.help).toContain(`--${name} `);
});
