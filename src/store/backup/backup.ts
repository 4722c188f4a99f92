import { sql, type Kysely, type Transaction } from 'kysely';
import { VagvisarenError } from '../../errors';
import type { Where } from '../connection';
import { guard } from '../guard';
import { connectReadOnly } from '../open';
import type { Tables } from '../tables';
import { writeBackup } from './file';
import { type Header, headerLine, rowLine } from './format';
import { type BackupRow, flawOf, keys, type TableName, tableNames } from './rows';

/** Rows read at a time: few, so that memory stays small and PostgreSQL's time limit for a statement far. */
const page = 500;

type Row = Record<string, unknown>;

async function countsOf(trx: Transaction<Tables>): Promise<Header['rows']> {
  const counted = Object.fromEntries(tableNames.map((table) => [table, 0])) as Header['rows'];
  for (const table of tableNames) {
    const { rows } = await trx.selectFrom(table).select((eb) => eb.fn.countAll().as('rows')).executeTakeFirstOrThrow();
    counted[table] = Number(rows);
  }
  return counted;
}

/** Every row of a table in the order of its key. */
async function* rowsOf(trx: Transaction<Tables>, table: TableName): AsyncGenerator<Row[]> {
  const names = keys[table];
  const key = sql.join(names.map((name) => sql.ref(name)));
  let after: Row | undefined;
  do {
    const from = after ? sql`where (${key}) > (${sql.join(names.map((name) => after![name]))})` : sql``;
    const { rows }: { rows: Row[] } = await sql<Row>`select * from ${sql.table(table)} ${from} order by ${key} limit ${sql.lit(page)}`.execute(trx);
    yield rows;
    after = rows.length === page ? rows[page - 1] : undefined;
  } while (after);
}

async function* linesOf(trx: Transaction<Tables>, at: Date, counts: Header['rows']): AsyncGenerator<string> {
  yield `${headerLine(at, counts)}\n`;
  for (const table of tableNames) {
    for await (const rows of rowsOf(trx, table)) {
      // A row that restoring would refuse must be known now, and not on the day when the backup is needed.
      const flaw = rows.map((row) => flawOf(table, row)).find((one) => one !== null);
      if (flaw) throw new VagvisarenError('STORE_UNAVAILABLE', `No backup was written. A row of ${table} is not what this version keeps there (${flaw}): somebody has changed the database by hand.`);
      yield rows.map((row) => `${rowLine([table, row] as unknown as BackupRow)}\n`).join('');
    }
  }
}

/** Errors of the database as ours, so that they are told from those of the file. */
async function* guardedLines(lines: AsyncGenerator<string>): AsyncGenerator<string> {
  for (;;) {
    const next = await guard('The database could not be read.', () => lines.next());
    if (next.done) return;
    yield next.value;
  }
}

/** One unchanging view of the database, whoever writes meanwhile. */
function snapshot<T>(db: Kysely<Tables>, read: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read);
}

/**
 * Writes everything of a store into a file, beside a running bot, all as it was at one moment. Gives how many rows of each table.
 * @param now the time just before
 * @throws VagvisarenError STORE_UNAVAILABLE or STORE_NEWER as `openStoreReadOnly`, BACKUP_NOT_WRITTEN
 */
export async function backUp(where: Where, file: string, now: Date): Promise<Pick<Header, 'at' | 'rows'>> {
  const { slow, close } = await connectReadOnly(where);
  try {
    return await guard('The database could not be read.', () =>
      snapshot(slow, async (trx) => {
        const rows = await countsOf(trx);
        await writeBackup(file, guardedLines(linesOf(trx, now, rows)));
        return { at: now.toISOString(), rows };
      }),
    );
  } finally {
    await close();
  }
}
