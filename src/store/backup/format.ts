import { z } from 'zod';
import { VagvisarenError } from '../../errors';
import { migrations } from '../migrations';
import { type BackupRow, flawOf, type TableName, tableNames } from './rows';

/**
 * A backup is JSON lines: first what it is, then every row as ["table",{…}], last the checksum of everything before, so that a file
 * that is cut off or damaged is noticed.
 */
const format = 1;

const counts = z.strictObject(Object.fromEntries(tableNames.map((table) => [table, z.int().min(0)])) as Record<TableName, z.ZodInt>);

const anyHeader = z.looseObject({ vagvisaren: z.literal('backup'), format: z.int(), schema: z.array(z.string()) });

const headerSchema = z.strictObject({ ...anyHeader.shape, at: z.iso.datetime({ precision: 3 }), rows: counts });

const footerSchema = z.strictObject({ end: z.literal(true), sha256: z.string() });

/** What a backup says of itself: `schema`, the migrations that its database had had; `at`, when everything was as it says; `rows` by table. */
export type Header = z.infer<typeof headerSchema>;

const schema = Object.keys(migrations);

/** The first line. `at`: just before the reading began. */
export function headerLine(at: Date, rows: Header['rows']): string {
  return JSON.stringify({ vagvisaren: 'backup', format, schema, at: at.toISOString(), rows } satisfies Header);
}

export function rowLine(row: BackupRow): string {
  return JSON.stringify(row);
}

export function footerLine(sha256: string): string {
  return JSON.stringify({ end: true, sha256 } satisfies z.infer<typeof footerSchema>);
}

/** An error about a line of the file, counted from 1. What stands there stays out of it. */
function invalid(line: number, why: string): VagvisarenError {
  return new VagvisarenError('BACKUP_INVALID', `Line ${line} of the backup ${why}.`);
}

function json(line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(line, 'is not JSON');
  }
}

/**
 * Reads the first line.
 * @throws VagvisarenError BACKUP_INVALID when it is no backup's, BACKUP_OTHER_VERSION when it is another version's.
 */
export function readHeader(text: string): Header {
  const value = json(1, text);
  const any = anyHeader.safeParse(value);
  if (!any.success) throw invalid(1, 'does not say that it is one');
  if (any.data.format !== format) throw new VagvisarenError('BACKUP_OTHER_VERSION', `The backup has format ${any.data.format}; this version reads format ${format}.`);
  if (any.data.schema.join() !== schema.join()) {
    throw new VagvisarenError('BACKUP_OTHER_VERSION', `The backup is of a database with the changes ${any.data.schema.join(', ')}; this version has ${schema.join(', ')}.`);
  }
  const header = headerSchema.safeParse(value);
  if (!header.success) throw invalid(1, 'does not say how many rows there are');
  return header.data;
}

/** Reads a line between the first and the last. @throws VagvisarenError BACKUP_INVALID naming the line and the column. */
export function readRow(line: number, text: string): BackupRow {
  const value = json(line, text);
  const [table, row, ...rest] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof table !== 'string' || !(tableNames as string[]).includes(table) || rest.length > 0) throw invalid(line, 'names no table');
  const flaw = flawOf(table as TableName, row);
  if (flaw !== null) throw invalid(line, `is no row of ${table}: ${flaw}`);
  return [table, row] as BackupRow;
}

/** Reads the last line. @throws VagvisarenError BACKUP_INVALID when it is not the last, or of other lines. */
export function readFooter(line: number, text: string, sha256: string): void {
  const footer = footerSchema.safeParse(json(line, text));
  if (!footer.success) throw new VagvisarenError('BACKUP_INVALID', 'The backup is cut off: its last line is missing.');
  if (footer.data.sha256 !== sha256) throw new VagvisarenError('BACKUP_INVALID', 'The backup is damaged: its checksum is that of other content.');
}
