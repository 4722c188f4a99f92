import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';

/** Lets nobody but its owner read or write a file. One that belongs to somebody else is left as they shared it. */
export function keepToOwner(path: string): void {
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** Makes an empty file where there is none, and lets nobody but its owner read or write it. */
export function makeForOwner(path: string): void {
  // One that is there is not opened: closing it would end every lock that this process has on it.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  keepToOwner(path);
}
