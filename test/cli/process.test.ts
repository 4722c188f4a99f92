import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';

const node = (args: string[], input = '') =>
  spawnSync(process.execPath, ['--import', 'tsx', join(productRoot, 'src', 'cli.ts'), ...args], { input, encoding: 'utf8', cwd: productRoot });

test('questions from a pipe come back as JSON lines', () => {
  const { stdout, status } = node(['ask', '--json'], 'PUL\nVad blir det för väder?\n');
  expect(status).toBe(0);
  expect(stdout.trim().split('\n').map((line) => (JSON.parse(line) as { question: string }).question)).toEqual(['PUL', 'Vad blir det för väder?']);
});

test.each([
  ['no command', [], 2, 'Commands: ask'],
  ['an unknown command', ['dance'], 2, 'Commands: ask'],
  ['no question', ['ask'], 2, 'No question'],
  ['an unknown option', ['ask', '--loud', 'x'], 2, '--loud'],
])('%s: exit code %s with what to do, no stack trace', (_name, args, code, message) => {
  const { stderr, status } = node(args);
  expect(status).toBe(code);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test.each(['ask', 'knowledge', 'check', 'config', 'eval', 'feedback', 'package', 'privacy', 'reminders', 'train'])('%s --help says how', (name) => {
  const { stdout, status } = node([name, '--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/npm run/);
  expect(stdout).toContain('Exit codes');
});
