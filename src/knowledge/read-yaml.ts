import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { expected, expectedYaml } from './expected';
import { nothing, show, type Problem } from './problem';

function fieldPath(path: PropertyKey[]): string {
  return path.reduce<string>(
    (so, key) => (typeof key === 'number' ? `${so}[${key}]` : so ? `${so}.${String(key)}` : String(key)),
    '',
  );
}

function valueAt(data: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[key] : undefined),
    data,
  );
}

type Issue = z.core.$ZodIssue;

/** Where one of several forms is asked for, the mistakes against the form that is nearest. */
function plain(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
  return nearest.flatMap((inner) => plain({ ...inner, path: [...issue.path, ...inner.path] }));
}

function mistake(issue: Issue, data: unknown): Pick<Problem, 'expected' | 'found'> {
  switch (issue.code) {
    case 'unrecognized_keys':
      return { expected: issue.message, found: issue.keys.join(', ') };
    case 'invalid_key':
      return { expected: issue.issues[0]?.message ?? issue.message, found: show(issue.path.at(-1)) };
    default:
      return { expected: issue.message, found: show(valueAt(data, issue.path)) };
  }
}

/**
 * Reads one YAML file and checks it against a schema.
 * Adds every mistake to `problems` (with `file` as the name shown) and gives the data, or undefined when there were mistakes.
 * Never throws: a missing file, broken YAML and wrong types are problems like any other.
 */
export function readYaml<S extends z.ZodType>(path: string, file: string, schema: S, problems: Problem[]): z.output<S> | undefined {
  const report = (field: string, expected: string, found: string) =>
    problems.push({ severity: 'error', file, field, expected, found });
  let source: string;
  try {
    source = readFileSync(path, 'utf8').normalize('NFC');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    report('', 'en fil som går att läsa', code === 'ENOENT' ? 'filen saknas' : `den går inte att läsa (${code ?? 'okänt fel'})`);
    return undefined;
  }
  const document = parseDocument(source, { uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) {
    const line = broken.linePos?.[0].line;
    report(line === undefined ? '' : `rad ${line}`, expectedYaml(broken.code), show(source.split('\n')[(line ?? 1) - 1]?.trim() || nothing));
    return undefined;
  }
  // Aliases could blow a small file up to gigabytes; no file of ours needs one.
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    report('', 'YAML utan alias (& och *); skriv text som börjar så inom citattecken', 'ett alias');
    return undefined;
  }
  const parsed = schema.safeParse(data, { error: expected });
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues.flatMap(plain)) {
    const { expected, found } = mistake(issue, data);
    report(fieldPath(issue.path), expected, found);
  }
  return undefined;
}
