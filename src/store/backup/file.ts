import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { VagvisarenError } from '../../errors';
import { footerLine, type Header, readFooter, readHeader, readRow } from './format';
import { type BackupRow, type TableName, tableNames } from './rows';

/** Longer than any row; a file without line ends shall not fill the memory. */
const longestLine = 4 * 1024 * 1024;

const isZipped = (file: string) => file.endsWith('.gz');

/** The lines, and the line that ends them. */
async function* withFooter(lines: AsyncIterable<string>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  for await (const some of lines) {
    hash.update(some);
    yield some;
  }
  yield `${footerLine(hash.digest('hex'))}\n`;
}

/**
 * Writes lines (with their line ends) and a last one, zipped where the name ends in .gz. The file is there when it is whole and on disk,
 * and only its owner may read it; until then, and when something fails, what was there before stays.
 * @throws VagvisarenError BACKUP_NOT_WRITTEN; errors of `lines` that are VagvisarenErrors as they are.
 */
export async function writeBackup(file: string, lines: AsyncIterable<string>): Promise<void> {
  const part = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      const write = async (chunks: AsyncIterable<Buffer | string>): Promise<void> => {
        for await (const chunk of chunks) await handle.appendFile(chunk);
      };
      await (isZipped(file) ? pipeline(withFooter(lines), createGzip(), write) : write(withFooter(lines)));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    // Where it could not even be made, that is what is to be told.
    await rm(part, { force: true }).catch(() => undefined);
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof VagvisarenError || code === undefined) throw error;
    throw new VagvisarenError('BACKUP_NOT_WRITTEN', `${file} could not be written (${code}).`, { cause: error });
  }
}

/** The lines of a file, without their ends. What follows the last end is no line: it was cut off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const source: Readable = isZipped(file) ? bytes.pipe(createGunzip()) : bytes;
  // `pipe` does not pass errors on.
  bytes.on('error', (error) => source.destroy(error));
  let rest = '';
  for await (const chunk of source.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    if (rest.length > longestLine) throw new VagvisarenError('BACKUP_INVALID', `${file} has a line that is too long to be a row.`);
    yield* lines;
  }
}

/** The lines; what the file system or the unzipping says is an error of ours. */
async function* readable(file: string): AsyncGenerator<string> {
  try {
    yield* linesOf(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof VagvisarenError || code === undefined) throw error;
    throw new VagvisarenError('BACKUP_INVALID', `${file} cannot be read (${code}).`, { cause: error });
  }
}

/**
 * Reads a backup: first its header, then its rows. Whoever has got the last one knows that all were there, as they were written.
 * @throws VagvisarenError BACKUP_INVALID or BACKUP_OTHER_VERSION
 */
export async function* readBackup(file: string): AsyncGenerator<Header | BackupRow> {
  const hash = createHash('sha256');
  const found = Object.fromEntries(tableNames.map((table) => [table, 0])) as Record<TableName, number>;
  let header: Header | undefined;
  let last: string | undefined;
  let number = 0;
  for await (const line of readable(file)) {
    number += 1;
    // One behind: the last line is no row.
    if (last !== undefined) {
      hash.update(`${last}\n`);
      if (header) {
        const row = readRow(number - 1, last);
        found[row[0]] += 1;
        yield row;
      } else yield (header = readHeader(last));
    }
    last = line;
  }
  if (!header || last === undefined) throw new VagvisarenError('BACKUP_INVALID', `${file} is no backup, or is cut off near its beginning.`);
  readFooter(number, last, hash.digest('hex'));
  const wrong = tableNames.filter((table) => found[table] !== header.rows[table]);
  if (wrong.length > 0) throw new VagvisarenError('BACKUP_INVALID', `The backup does not hold as many rows of ${wrong.join(', ')} as it says.`);
}
