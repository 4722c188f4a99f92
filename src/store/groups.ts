/**
 * How many rows go into one statement. Few, so that there are few different statements, each prepared once (libsql.ts): with 500,
 * planning 60,000 followers left half a gigabyte of prepared statements behind.
 */
const most = 20;

/** The items in lists of at most 20, in their order. */
export function chunksOf<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, i) => items.slice(i * most, (i + 1) * most));
}

/** The items by a key, in the order in which the keys first appear. */
export function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
