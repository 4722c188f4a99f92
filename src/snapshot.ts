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

/**
 * Gives what `make` makes, from a snapshot in `cache` where one was made under the same `key` by the same Node.js.
 * Reading and indexing the knowledge takes over a second, reading the snapshot a tenth of it. A snapshot that is missing,
 * broken or cannot be written costs only that time: nothing depends on it.
 * @param key a hash of everything that `make` works with
 */
export function fromSnapshot<T>(cache: string, key: string, make: () => T): T {
  const name = `${createHash('sha256').update(process.version).update(key).digest('hex').slice(0, 32)}.snapshot`;
  const path = join(cache, name);
  try {
    if (existsSync(path)) return deserialize(readFileSync(path)) as T;
  } catch {
    // Cut off by a full disk, say: make it anew.
  }
  const made = make();
  try {
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) if (old.endsWith('.snapshot') && old !== name) rmSync(join(cache, old));
    // Another process must never read half a file.
    const unfinished = join(cache, `${process.pid}.unfinished`);
    writeFileSync(unfinished, serialize(made));
    renameSync(unfinished, path);
  } catch {
    // A read-only disk: the next start takes its second again.
  }
  return made;
}
