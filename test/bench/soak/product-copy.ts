import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../../src/assemble';

/** A copy of the product in a folder of its own, where its knowledge may be changed and its snapshot thrown away. */
export interface ProductCopy {
  root: string;
  /** The bot as `npm run build` compiles it. */
  main: string;
  /** Where its store may lie. */
  database: string;
  remove(): void;
}

/**
 * Copies and compiles the product as it is now. The copy lies below var/: its packages are found from there, and the disk is the one
 * that the store has in production.
 * @throws Error when it cannot be compiled.
 */
export function copyProduct(): ProductCopy {
  mkdirSync(join(productRoot, 'var'), { recursive: true });
  const root = mkdtempSync(join(productRoot, 'var', 'bench-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  for (const name of ['src', 'knowledge', 'dialogs', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']) {
    cpSync(join(productRoot, name), join(root, name), { recursive: true });
  }
  // The types are checked by `npm test`.
  const { status, stdout } = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) {
    remove();
    throw new Error(`the product cannot be compiled:\n${stdout}`);
  }
  return { root, main: join(root, 'dist', 'main.js'), database: join(root, 'var', 'soak', 'bot.db'), remove };
}
