import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { show, type Problem } from './problem';

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
    report('', 'a readable file', (error as NodeJS.ErrnoException).code ?? 'an error');
    return undefined;
  }
  const document = parseDocument(source, { uniqueKeys: true });
  const broken = document.errors[0];
  if (broken) {
    report(`line ${broken.linePos?.[0].line ?? '?'}`, 'valid YAML', broken.message.split('\n')[0] ?? broken.code);
    return undefined;
  }
  // Aliases could blow a small file up to gigabytes; no file of ours needs one.
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    report('', 'YAML without aliases (&, *)', 'an alias');
    return undefined;
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const found = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : show(valueAt(data, issue.path));
    const expected = issue.code === 'unrecognized_keys' ? 'no unknown field' : issue.message;
    report(fieldPath(issue.path), expected, found);
  }
  return undefined;
}
