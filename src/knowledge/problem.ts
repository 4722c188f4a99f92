/**
 * One thing an editor should correct. Errors stop the bot from starting on this knowledge, warnings do not.
 * `expected` and `found` are read by editors: plain Swedish, with names of fields and files as they are in the files.
 */
export interface Problem {
  severity: 'error' | 'warning';
  /** Path below the knowledge or dialogs folder, such as "secrecy/mobile-number.yaml". */
  file: string;
  /** Where in the file: "answer.sv", "phrasings.en[3]"; empty for the whole file. */
  field: string;
  /** Follows "ska vara". */
  expected: string;
  /** Follows "är nu". */
  found: string;
}

const longest = 80;

/** Said of what is not there. */
export const nothing = 'saknas';

/** A value as an editor can recognise it: quoted, on one line, at most 80 characters. */
export function show(value: unknown): string {
  if (value === undefined || value === null) return nothing;
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  const line = text.replace(/\s+/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** What the severities are called. */
export const severities: Record<Problem['severity'], string> = { error: 'fel', warning: 'varning' };

/** The place as an editor counts: "phrasings.sv nr 4" for "phrasings.sv[3]". */
export function placeOf({ file, field }: Problem): string {
  const counted = field.replace(/\[(\d+)\](\.)?/g, (_, index: string, dot?: string) => ` nr ${Number(index) + 1}${dot ? ', ' : ''}`);
  return counted ? `${file} › ${counted}` : file;
}

/** One line: severity, file, field, expected, found. */
export function formatProblem(problem: Problem): string {
  return `${severities[problem.severity].padEnd(7)} ${placeOf(problem)}: ska vara ${problem.expected}; är nu ${problem.found}`;
}
