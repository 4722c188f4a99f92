/** One thing an editor should correct. Errors stop the bot from starting on this knowledge, warnings do not. */
export interface Problem {
  severity: 'error' | 'warning';
  /** Path below the knowledge folder, such as "secrecy/mobile-number.yaml". */
  file: string;
  /** Where in the file: "answer.sv", "phrasings.en[3]"; empty for the whole file. */
  field: string;
  expected: string;
  found: string;
}

const longest = 80;

/** A value as an editor can recognise it: quoted, on one line, at most 80 characters. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** One line for a terminal: severity, file, field, expected, found. */
export function formatProblem(problem: Problem): string {
  const place = problem.field ? `${problem.file} › ${problem.field}` : problem.file;
  return `${problem.severity.padEnd(7)} ${place}: expected ${problem.expected}, found ${problem.found}`;
}
