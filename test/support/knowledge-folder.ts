import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';

/** A copy of the shipped knowledge that a test may break. Removed by `remove`. */
export function copyKnowledge(): { folder: string; edit(file: string, change: (text: string) => string): void; add(file: string, text: string): void; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-'));
  cpSync(join(productRoot, 'knowledge'), folder, { recursive: true });
  return {
    folder,
    edit: (file, change) => {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`the edit of ${file} changed nothing`);
      writeFileSync(path, after);
    },
    add: (file, text) => writeFileSync(join(folder, file), text),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
