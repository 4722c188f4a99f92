import { commands } from '../../src/cli';
import { readArguments, styleFor, type Command, type Terminal } from '../../src/cli/command';
import { runCommand } from '../../src/cli/run';
import { VagvisarenError, type ErrorCode } from '../../src/errors';

async function run(argv: string[], of = commands, debug = false): Promise<{ out: string; err: string; code: number }> {
  const [out, err]: string[][] = [[], []];
  const terminal: Terminal = { out: (text) => out!.push(text), err: (text) => err!.push(text), lines: async function* () {}, isTerminal: false, columns: 80 };
  const code = await runCommand(of, argv, terminal, debug);
  return { out: out!.join('\n'), err: err!.join('\n'), code };
}

const editors = Object.keys(commands.editors);
const all = [...editors, ...Object.keys(commands.operators)];
const stack = /\n\s+at /;

describe.each(all)('%s', (name) => {
  const swedish = editors.includes(name);

  test.each(['--help', '-h'])('%s says what it does, with examples and exit codes, in 80 columns', async (option) => {
    const { out, err, code } = await run([name, option]);
    expect(code).toBe(0);
    expect(err).toBe('');
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^\p{Lu}\p{L}+ /u);
    expect(lines.filter((line) => line.startsWith('  npm run ') && line.includes(` ${name}`))).not.toEqual([]);
    expect(out).toMatch(swedish ? /\n\nSlutkoder: 0[^]*\b1\b[^]*\b2\b/ : /\n\nExit codes: 0[^]*\b1\b[^]*\b2\b/);
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  test('every option that the help shows is explained', async () => {
    const { out } = await run([name, '--help']);
    const shown = [...out.matchAll(/^ +npm run .*(?:\\\n.*)*/gm)].flatMap(([example]) => example.match(/--[a-z-]{2,}/g) ?? []);
    for (const option of new Set(shown)) expect(out).toMatch(new RegExp(`^  ${option}\\b`, 'm'));
  });

  test('an unknown option is wrong use, told in the language of those who run it', async () => {
    const { out, err, code } = await run([name, '--nonsense']);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toBe(swedish ? 'Tillvalet --nonsense finns inte.\nKör kommandot med --help så visas hur det används.' : 'There is no option --nonsense.\nRun the command with --help to see how it is used.');
  });
});

test.each(['check', 'config', 'doctor', 'feedback', 'knowledge', 'train'])('%s takes no words beside its options', async (name) => {
  const { err, code } = await run([name, 'nonsense']);
  expect(code).toBe(2);
  expect(err).toMatch(/"nonsense"/);
});

test.each([
  ['eval', ['/nowhere.jsonl'], '/nowhere.jsonl cannot be read (ENOENT)'],
  ['eval', ['--compare', '/nowhere.json'], '/nowhere.json cannot be read (ENOENT)'],
  ['eval', ['--compare', __filename], 'is not what "npm run -s eval -- --json" writes'],
  ['feedback', ['--since'], '--since ska följas av ett värde.'],
  ['check', ['--json=yes'], '--json tar inget värde.'],
  ['reminders', ['--dry-run', '--now'], '--now needs a value after it.'],
  ['reminders', ['--dry-run', '--now', '--json'], '--now needs a value after it.'],
  ['doctor', ['--json=yes'], '--json takes no value.'],
])('%s %j is wrong use', async (name, args, message) => {
  const { err, code } = await run([name, ...args]);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('config --json is one object a variable', async () => {
  const { out, code } = await run(['config', '--json']);
  expect(code).toBe(0);
  const lines = out.split('\n').map((line) => JSON.parse(line) as { name: string });
  expect(lines[0]).toMatchObject({ name: 'PORT', default: '3978', about: expect.any(String) });
});

describe('what a command throws', () => {
  const throwing = (error: Error): Command => ({ help: '', run: () => Promise.reject(error) });
  const after = (error: Error, debug = false) => Promise.all([
    run(['one'], { editors: { one: throwing(error) }, operators: {} }, debug),
    run(['one'], { editors: {}, operators: { one: throwing(error) } }, debug),
  ]);

  test.each<ErrorCode>(['KNOWLEDGE_INVALID', 'DIALOGS_INVALID', 'MODEL_INVALID', 'QUESTIONS_INVALID', 'CONFIG_INVALID', 'STORE_UNAVAILABLE', 'STORE_NEWER'])('%s is told to editors in Swedish with what it was, to operators in English', async (code) => {
    const error = new VagvisarenError(code, 'the detail');
    const [editor, operator] = await after(error);
    expect([editor.code, operator.code]).toEqual([1, 1]);
    expect(operator.err).toBe(`the detail\n${error.whatToDo}`);
    expect(editor.err).toMatch(/^.+:\nthe detail\n.*[åäö].*\.$/);
    expect(editor.err).not.toContain(error.whatToDo);
  });

  test('what is unexpected shows no stack, unless it is asked for', async () => {
    for (const { err, code } of await after(new Error('secret'))) {
      expect(code).toBe(1);
      expect(err).not.toMatch(stack);
      expect(err).not.toContain('secret');
      expect(err).toContain('VAGVISAREN_DEBUG=1');
    }
    for (const { err } of await after(new Error('seen'), true)) expect(err).toMatch(/Error: seen\n\s+at /);
  });
});

test('colour only at a terminal', () => {
  expect(styleFor({ isTerminal: false, columns: 200 }).strong('x')).toBe('x');
  expect(styleFor({ isTerminal: true, columns: 200 }).strong('x')).toBe('\u001b[1mx\u001b[0m');
  expect(styleFor({ isTerminal: true, columns: 200 }).width).toBe(80);
});

test('a short option that is not there is named', () => {
  expect(() => readArguments(['-x'], { json: { type: 'boolean' } })).toThrow('There is no option -x.');
});
