import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { chat } from '../support/sending-scene';

const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-busy-'));
const now = new Date('2027-02-08T09:00:00Z');
let store: Store;
let other: Database.Database;

beforeAll(async () => {
  const file = join(folder, 'bot.db');
  store = await openStore({ file });
  other = new Database(file, { timeout: 1_000 });
});

afterAll(async () => {
  other.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

/** What the other program sees: all that is on disk, and nothing else. */
const conversationsOnDisk = () => other.prepare('select id from conversations order by id').all().map((row) => (row as { id: string }).id);

let count = 0;
const transaction = () => store.activities.firstTime('a:kim', `activity ${++count}`, now);
const writeAlone = (id: string) => store.conversations.remember(chat(id), now);

test.each([
  ['a transaction', transaction],
  ['a single write', () => store.conversations.markUnreachable('a:refused', now)],
  ['a single write that gives back its row', () => store.subscriptions.put({ conversation: 'a:refused', course: 'course/ugl', following: true, leadDays: [1] }, now)],
])('after %s met the transaction of another program, what is written is kept', async (_what, refused) => {
  other.exec('begin immediate');
  await expect(refused()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', cause: { code: 'SQLITE_BUSY' } });
  other.exec('rollback');
  const id = `a:after ${count}`;
  await writeAlone(id);
  expect(conversationsOnDisk()).toContain(id);
  await expect(transaction()).resolves.toBe(true);
  expect(conversationsOnDisk()).toContain(id);
  await expect(store.healthy()).resolves.toBe(true);
}, 10_000);
