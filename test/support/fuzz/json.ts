/**
 * JSON text that may be what no program would write: keys given twice, `__proto__` as a key, numbers that are none, a hundred thousand
 * levels. Small in memory, so that a counterexample can be printed.
 */
export type Json = null | boolean | number | string | readonly Json[] | Members | Raw | Long | Deep;

/** An object; keys may be there more than once. */
export interface Members {
  members: readonly Member[];
}
export type Member = readonly [key: string, value: Json];
/** Stands in the text as it is. */
export interface Raw {
  raw: string;
}
/** A text, so many times. */
export interface Long {
  long: string;
  times: number;
}
/** So many lists or objects, one in the other. */
export interface Deep {
  deep: number;
  of: 'lists' | 'objects';
}

export function isMembers(value: Json): value is Members {
  return typeof value === 'object' && value !== null && 'members' in value;
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** An object of `Json` as its members, fields of undefined left out. */
export function object(fields: Readonly<Record<string, Json | undefined>>): Members {
  return { members: Object.entries(fields).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])) };
}

/** The text. */
export function written(value: Json): string {
  if (isList(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (isMembers(value)) return `{${value.members.map(([key, inner]) => `${JSON.stringify(key)}:${written(inner)}`).join(',')}}`;
  if ('raw' in value) return value.raw;
  if ('long' in value) return JSON.stringify(value.long.repeat(value.times));
  const [open, close] = value.of === 'lists' ? ['[', ']'] : ['{"a":', '}'];
  return `${open.repeat(value.deep)}0${close.repeat(value.deep)}`;
}
