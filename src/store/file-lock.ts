import Database from 'libsql';
import { VagvisarenError } from '../errors';
import { makeForOwner } from './own-file';

/**
 * Keeps every other bot away from a database file: an exclusive transaction on `<file>.lock`, open until it is released.
 * The operating system ends it with the process, also at SIGKILL, so that no stale lock is left. Not on the database itself,
 * which read-only commands open beside the bot. Closing `<file>.lock` after reading it in this process would end the lock,
 * as with all POSIX locks: nothing here reads it.
 * @throws VagvisarenError STORE_IN_USE, at once, when another has it.
 */
export function lockFile(file: string): { release(): void } {
  makeForOwner(`${file}.lock`);
  const database = new Database(`${file}.lock`, { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error;
    throw new VagvisarenError('STORE_IN_USE', `Another bot uses the database ${file}.`);
  }
  return {
    release() {
      if (!database.open) return;
      database.exec('rollback');
      database.close();
    },
  };
}
