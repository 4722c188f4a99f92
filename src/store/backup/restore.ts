import { sql, type Transaction } from 'kysely';
import { VagvisarenError } from '../../errors';
import type { CourseDates } from '../../reminders/occasion';
import { isSafeService } from '../../reminders/conversation';
import { createPlanner, currentOccasions } from '../../reminders/planner';
import type { Where } from '../connection';
import { conversations } from '../conversations';
import { guard } from '../guard';
import { instantText } from '../instant';
import { ledger } from '../ledger';
import { waiting } from '../ledger/waiting';
import { occasions } from '../occasions';
import { connect } from '../open';
import { subscriptions } from '../subscriptions';
import type { DeliveriesTable, Tables } from '../tables';
import { readBackup } from './file';
import type { Header } from './format';
import { type BackupRow, type TableName, tableNames } from './rows';

/**
 * What to do with reminders that fell due after the backup was made or before, and that it holds as not sent. The bot may have sent
 * them since. `skip`: they are not sent, and somebody may miss one. `send`: they are, and somebody may get one twice.
 */
export type DueChoice = 'skip' | 'send';

export interface Restoring {
  where: Where;
  file: string;
  /** Needed where such reminders are of use still. */
  dueSinceBackup?: DueChoice | undefined;
  /** The courses as they are known now. */
  courses: readonly CourseDates[];
  now: Date;
}

/** What was restored: of when, how many rows of each table, and how many reminders the choice was about. */
export interface Restored extends Pick<Header, 'at' | 'rows'> {
  /** The hosts that the bot sends to, with its token, from now on. */
  serviceHosts: string[];
  dueSinceBackup: number;
}

/** Rows in one statement: the more, the fewer ways to the server. Each statement is prepared once here, so its memory is no matter. */
const together = 100;

function isHeader(part: Header | BackupRow): part is Header {
  return !Array.isArray(part);
}

/**
 * The address in a reference that the bot would send to; null where it would send nothing, since it cannot read the reference.
 * @throws VagvisarenError BACKUP_INVALID when it must not be sent to
 */
function serviceHost(reference: string): string | null {
  let serviceUrl: unknown;
  try {
    ({ serviceUrl } = JSON.parse(reference) as { serviceUrl?: unknown });
  } catch {
    return null;
  }
  if (typeof serviceUrl !== 'string') return null;
  if (!isSafeService(serviceUrl)) {
    throw new VagvisarenError('BACKUP_INVALID', 'The backup has a conversation whose serviceUrl is not an https address. The bot would send its token there: somebody has changed the backup, or the database before.');
  }
  return new URL(serviceUrl).host;
}

/** Reads the whole file and looks at every row. */
async function check(file: string): Promise<{ header: Header; serviceHosts: string[] }> {
  let header: Header | undefined;
  const hosts = new Set<string>();
  for await (const part of readBackup(file)) {
    if (isHeader(part)) header = part;
    else if (part[0] === 'conversations') {
      const host = serviceHost(part[1].reference);
      if (host !== null) hosts.add(host);
    }
  }
  return { header: header!, serviceHosts: [...hosts].sort() };
}

/** What was being sent at the time of the backup may have arrived: as when nobody can tell, it is tried once more at the most. */
function notSending(row: DeliveriesTable, now: Date): DeliveriesTable {
  return row.state === 'sending' ? { ...row, state: 'unknown', unsure: row.unsure + 1, try_at: instantText(now), claimed_by: null } : row;
}

/** Errors of the databases about what is to be written: PostgreSQL's classes 22 (no such value) and 23 (against a constraint), SQLite's own for the latter. */
const ofContent = /^(2[23]\w{3}|SQLITE_CONSTRAINT\w*)$/;

/** @throws VagvisarenError BACKUP_INVALID when the rows cannot stand beside each other, or in this database. */
async function insertRows(trx: Transaction<Tables>, table: TableName, rows: readonly Tables[TableName][]): Promise<void> {
  try {
    await trx.insertInto(table).values(rows as never).execute();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !ofContent.test(code)) throw error;
    throw new VagvisarenError('BACKUP_INVALID', `The backup has rows of ${table} that the database does not take (${code}), such as the same one twice, or one of a conversation that is not there. Somebody has changed it.`, { cause: error });
  }
}

async function insert(trx: Transaction<Tables>, file: string, now: Date): Promise<void> {
  let table: TableName = tableNames[0]!;
  let rows: Tables[TableName][] = [];
  const flush = async () => {
    if (rows.length > 0) await insertRows(trx, table, rows);
    rows = [];
  };
  for await (const part of readBackup(file)) {
    if (isHeader(part)) continue;
    const [of, row] = part;
    if (of !== table || rows.length === together) await flush();
    table = of;
    rows.push(of === 'deliveries' ? notSending(row, now) : row);
  }
  await flush();
}

/** On PostgreSQL whoever else uses the database waits until the restoring is over; a file is locked as long as it is open. */
async function requireEmpty(trx: Transaction<Tables>, where: Where): Promise<void> {
  if ('url' in where) await sql`lock table ${sql.join(tableNames.map((table) => sql.table(table)))} in exclusive mode`.execute(trx);
  for (const table of tableNames) {
    const row = await trx.selectFrom(table).select(sql<number>`1`.as('one')).limit(1).executeTakeFirst();
    if (row) throw new VagvisarenError('STORE_NOT_EMPTY', `The database holds something already (${table}). Nothing was restored, and nothing was changed.`);
  }
}

/**
 * Plans what the bot would plan when it starts. As if at the backup: news that has come into the knowledge since then may have been told
 * before the database was lost.
 */
async function plan(trx: Transaction<Tables>, courses: readonly CourseDates[], at: Date, now: Date): Promise<void> {
  const seen = occasions(trx);
  await seen.observe(currentOccasions(courses), at);
  await createPlanner({ conversations: conversations(trx), subscriptions: subscriptions(trx), occasions: seen, ledger: ledger(trx) }, () => courses).replanAll(now);
}

/** Rows that wait, are due, and of use still. */
function dueIn(now: string) {
  return (eb: Parameters<typeof waiting>[0]) => eb.and([waiting(eb), eb('deliveries.due_at', '<=', now), eb('deliveries.useful_until', '>', now)]);
}

async function settleDue(trx: Transaction<Tables>, { dueSinceBackup, now }: Restoring, at: string): Promise<number> {
  const instant = instantText(now);
  const { due } = await trx.selectFrom('deliveries').select((eb) => eb.fn.countAll().as('due')).where(dueIn(instant)).executeTakeFirstOrThrow();
  const count = Number(due);
  if (count > 0 && dueSinceBackup === undefined) {
    const reminders = count === 1 ? '1 reminder was' : `${count} reminders were`;
    throw new VagvisarenError(
      'USAGE',
      `Nothing was restored. ${reminders} due by now and not yet sent at the time of the backup (${at}); the bot may have sent them since. Add --due-since-backup skip, and who has not got theirs misses it, or --due-since-backup send, and who has got theirs gets it twice.`,
    );
  }
  if (dueSinceBackup === 'skip') {
    // Not `expired`: that would be planned again. Of what nobody can tell the planner sends nothing more.
    await trx
      .updateTable('deliveries')
      .set({ state: 'unknown', unsure: sql<number>`case when unsure > 0 then unsure else 1 end`, try_at: null, last_error: 'skipped after a restore', updated_at: instant })
      .where(dueIn(instant))
      .execute();
  }
  return count;
}

/**
 * Reads a backup into a store that is empty, or not there yet, all or nothing. No bot may be running on it.
 * @throws VagvisarenError BACKUP_INVALID, BACKUP_OTHER_VERSION, STORE_NOT_EMPTY; USAGE when a choice is needed;
 * STORE_IN_USE, STORE_NEWER, STORE_UNAVAILABLE as `openStore`
 */
export async function restore(restoring: Restoring): Promise<Restored> {
  const { where, file, courses, now } = restoring;
  // Before the database is touched, or made.
  const { header: { at, rows }, serviceHosts } = await check(file);
  const { slow, close } = await connect(where);
  try {
    return await guard('The backup could not be restored. Nothing was changed.', () =>
      slow.transaction().execute(async (trx) => {
        await requireEmpty(trx, where);
        await insert(trx, file, now);
        // PostgreSQL thinks that the tables are empty still, and would read all of one for every page of plans.
        if ('url' in where) await sql`analyze ${sql.join(tableNames.map((table) => sql.table(table)))}`.execute(trx);
        await plan(trx, courses, new Date(at), now);
        return { at, rows, serviceHosts, dueSinceBackup: await settleDue(trx, restoring, at) };
      }),
    );
  } finally {
    await close();
  }
}
