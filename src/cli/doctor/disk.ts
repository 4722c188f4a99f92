import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { VagvisarenError } from '../../errors';
import { fine, problem, warning, type Finding } from './finding';
import type { Settings } from './settings';

/** What is asked of the disk. */
export interface Disk {
  exists(path: string): boolean;
  /** Whether this user may change a file, or make files in a folder; of what does not exist yet: whether it can be made. */
  writable(path: string): boolean;
  /** Bytes. */
  free(path: string): number;
}

/** The path itself, or the nearest above it that exists. */
function existing(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : existing(dirname(path));
}

export const disk: Disk = {
  exists: existsSync,
  writable(path) {
    const there = existing(resolve(path));
    if (there !== resolve(path) && !statSync(there).isDirectory()) return false;
    try {
      accessSync(there, constants.W_OK);
      return true;
    } catch {
      return false;
    }
  },
  free(path) {
    const { bavail, bsize } = statfsSync(existing(resolve(path)));
    return bavail * bsize;
  },
};

/** A full disk stops the reminders: somebody must know before. Bytes. */
const leastFree = 200e6;

/** The folder of a database file: SQLite writes files of its own beside it. */
function checkFile(file: string, { exists, writable, free }: Disk): Finding[] {
  const folder = dirname(resolve(file));
  const findings: Finding[] = [];
  const mend = 'Give the user that runs the bot the right to write there, or set DATABASE_FILE to where it may.';
  if (exists(file) && !writable(file)) findings.push(problem('Database', `${file} cannot be written`, mend));
  else if (!writable(folder)) findings.push(problem('Database', `the folder ${folder} cannot be written`, mend));
  else if (free(folder) < leastFree) findings.push(problem('Database', `the disk of ${folder} has ${Math.floor(free(folder) / 1e6)} MB left`, `Make room: at least ${leastFree / 1e6} MB.`));
  return findings;
}

/**
 * Whether the store can be used, asked in a way that does not disturb a running bot.
 * @param open opens the store to read beside it
 */
export async function checkStore({ database }: Pick<Settings, 'database'>, on: Disk, open: (database: Settings['database']) => Promise<{ close(): Promise<void> }>): Promise<Finding[]> {
  const name = 'file' in database ? database.file : 'PostgreSQL at DATABASE_URL';
  const findings = 'file' in database ? checkFile(database.file, on) : [];
  if ('file' in database && !on.exists(database.file)) {
    return findings.length > 0 ? findings : [fine('Database', `${name} is not there yet: the bot makes it when it starts`)];
  }
  try {
    await (await open(database)).close();
  } catch (error) {
    if (!(error instanceof VagvisarenError)) throw error;
    const { code, message, whatToDo, cause } = error;
    // Without a cause it could be opened, and only has not been brought up to this version.
    if (code === 'STORE_UNAVAILABLE' && !cause) return [...findings, warning('Database', message, 'Start the bot; take a backup before.')];
    const reason = (cause as { code?: string } | undefined)?.code;
    return [...findings, problem('Database', reason ? `${message} (${reason})` : message, whatToDo)];
  }
  return findings.length > 0 ? findings : [fine('Database', `${name} can be opened, and is of this version`)];
}

/** The snapshot of the knowledge, which spares a second at each start. @param snapshots names of the files in the folder */
export function checkCache(folder: string, snapshots: readonly string[], { writable }: Pick<Disk, 'writable'>): Finding {
  if (snapshots.some((name) => name.endsWith('.snapshot'))) return fine('Snapshot', `there is one in ${folder}`);
  if (writable(folder)) return fine('Snapshot', `none yet in ${folder}: the next start makes it`);
  return warning('Snapshot', `none in ${folder}, which cannot be written: each start takes a second more`, 'Give the user that runs the bot the right to write there, or run "npm ci" as somebody who may.');
}
