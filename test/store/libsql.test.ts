import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { contract } from './contract';

const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-store-'));
const file = join(folder, 'bot.db');
let store: Store;
let behind: Database.Database;

beforeAll(async () => {
  store = await openStore({ file });
  behind = new Database(file, { timeout: 1_000 });
});

afterAll(async () => {
  behind.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

contract(() => ({ store, other: store, run: async (sql) => behind.exec(sql) }));
