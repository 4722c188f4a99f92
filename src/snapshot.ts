import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** SHA-256 over the contents of some files, and names and contents of all below some folders, in hex. What is not there counts as empty. */
export function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of sources) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      hash.update(existsSync(folder) ? readFileSync(folder) : '');
      continue;
    }
    for (const name of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
      if (!/\.(yaml|ts|js)$/.test(name)) continue;
      hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest('hex');
}

/** As many as are made of different things at once: the sources' own, the compiled ones', and those of a knowledge about to be taken in. */
const mostKept = 3;

/** Leaves room for one more. */
function removeOld(cache: string): void {
  const byAge = readdirSync(cache)
    .filter((name) => name.endsWith('.snapshot'))
    .map((name) => ({ path: join(cache, name), made: statSync(join(cache, name)).mtimeMs }))
    .sort((a, b) => b.made - a.made);
  for (const { path } of byAge.slice(mostKept - 1)) rmSync(path);
}

/**
 * Gives what `make` makes as `value`, from a snapshot in `cache` where one was made under the same key by the same Node.js.
 * Reading and indexing the knowledge takes over a second, reading the snapshot a tenth of it. A snapshot that is missing,
 * broken or cannot be written costs only that time: nothing depends on it.
 * @param keyOf gives a hash of everything that `make` works with, as it is now; `key` is what it was before
 */
export function fromSnapshot<T>(cache: string, keyOf: () => string, make: () => T): { key: string; value: T } {
  const key = keyOf();
  const name = `${createHash('sha256').update(process.version).update(key).digest('hex').slice(0, 32)}.snapshot`;
  const path = join(cache, name);
  try {
    if (existsSync(path)) return { key, value: deserialize(readFileSync(path)) as T };
  } catch {
    // Cut off by a full disk, say: make it anew.
  }
  const value = make();
  // What was changed meanwhile is in the value and not in the key: nobody may find it under that key.
  if (keyOf() !== key) return { key, value };
  try {
    mkdirSync(cache, { recursive: true });
    removeOld(cache);
    // Another process must never read half a file.
    const unfinished = join(cache, `${process.pid}.unfinished`);
    writeFileSync(unfinished, serialize(value));
    renameSync(unfinished, path);
  } catch {
    // A read-only disk: the next start takes its second again.
  }
  return { key, value };
}
