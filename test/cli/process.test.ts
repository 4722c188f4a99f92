import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';

const node = (args: string[], input = '', env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(productRoot, 'src', 'cli.ts'), ...args], { input, encoding: 'utf8', cwd: productRoot, env: { ...process.env, ...env } });

test('questions from a pipe come back as JSON lines', () => {
  const { stdout, status } = node(['ask', '--json'], 'PUL\nVad blir det för väder?\n');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n').map((line) => (JSON.parse(line) as { question: string }).question)).toEqual(['PUL', 'Vad blir det för väder?']);
});

test.each([
  ['no command', [], 2, 'No command'],
  ['an unknown command', ['dance'], 2, 'Kommandot "dance" finns inte. There is no command "dance".'],
  ['a name of what every object has', ['constructor'], 2, 'There is no command "constructor"'],
  ['no question', ['ask'], 2, 'Skriv en fråga'],
  ['an unknown option of an editor', ['ask', '--loud', 'x'], 2, 'Tillvalet --loud finns inte.\nKör kommandot med --help'],
  ['an unknown option of an operator', ['config', '--loud'], 2, 'There is no option --loud.\nRun the command with --help'],
])('%s: one clear message, no stack trace', (_name, args, code, message) => {
  const { stderr, status } = node(args);
  expect(status).toBe(code);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('--help alone lists the commands', () => {
  const { stdout, status } = node(['--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('ask, check, feedback, knowledge, train');
});

test('a mistake of the configuration is told: exit code 1', () => {
  const { stderr, status } = node(['config', '--check'], '', { PORT: 'many' });
  expect(status).toBe(1);
  expect(stderr).toContain('PORT must be a whole number');
});
