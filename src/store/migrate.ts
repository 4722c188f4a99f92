import { Migrator, type Kysely } from 'kysely';
import { VagvisarenError } from '../errors';
import type { Connection } from './connection';
import { migrations } from './migrations';

/** Kysely's own table of what was run. */
interface Run {
  kysely_migration: { name: string };
}

async function alreadyRun(db: Connection['db']): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await (db as unknown as Kysely<Run>).selectFrom('kysely_migration').select('name').execute();
  return rows.map(({ name }) => name);
}

function refuseNewer(names: readonly string[]): void {
  const unknown = names.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new VagvisarenError('STORE_NEWER', `The database has had changes that this version does not know: ${unknown.join(', ')}.`);
}

/**
 * Runs the migrations that the database has not had, all or none, while every other instance waits (on PostgreSQL under an advisory lock).
 * @throws VagvisarenError STORE_NEWER when it has had one that this version does not know.
 */
export async function migrate(connection: Connection): Promise<void> {
  const all = Object.entries(migrations).map(([name, { up }]) => [name, { up: (db: Kysely<unknown>) => up(db, connection.types) }]);
  const migrator = new Migrator({ db: connection.slow, provider: { getMigrations: async () => Object.fromEntries(all) } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  refuseNewer(await alreadyRun(connection.slow));
  throw error;
}

async function isMigrated({ db, inTime }: Connection): Promise<boolean> {
  const names = await inTime(() => alreadyRun(db));
  refuseNewer(names);
  return names.length === Object.keys(migrations).length;
}

/**
 * Runs the migrations that the database still lacks, which may take minutes; to see that it lacks none takes a moment.
 * @throws VagvisarenError STORE_NEWER
 */
export async function bringUpToDate(connection: Connection): Promise<void> {
  if (!(await isMigrated(connection))) await migrate(connection);
}

/**
 * Checks that the database has had exactly the migrations of this version. Changes nothing.
 * @throws VagvisarenError STORE_NEWER, or STORE_UNAVAILABLE when it still lacks one.
 */
export async function requireMigrated(connection: Connection): Promise<void> {
  if (!(await isMigrated(connection))) {
    throw new VagvisarenError('STORE_UNAVAILABLE', 'The database has not been set up by this version yet: the bot does so when it starts.');
  }
}
