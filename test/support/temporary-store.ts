import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';

export interface TemporaryStore {
  store: Store;
  file: string;
  /** Closes the store and removes its folder. */
  remove(): Promise<void>;
}

/** A store on disk, in a folder of its own. */
export async function temporaryStore(): Promise<TemporaryStore> {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-reminders-'));
  const file = join(folder, 'bot.db');
  const store = await openStore({ file });
  return {
    store,
    file,
    async remove() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
