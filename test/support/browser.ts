import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { devDependencies } from '../../package.json';

const root = join(__dirname, '..', '..');
const unpacked = join(root, 'var', `chromium-${devDependencies['@sparticuz/chromium']}`);

/** The registry's Chromium is built for Linux on x64 alone. */
export const browserRuns = process.platform === 'linux' && process.arch === 'x64';

/** Unpacks the package's Chromium, its libraries and its font, once for each version. */
function unpack(): void {
  if (existsSync(unpacked)) return;
  mkdirSync(join(root, 'var'), { recursive: true });
  // The package unpacks into the temporary folder, and its libraries only where it believes to be at Amazon. In a process of
  // its own it believes so, and a folder that gets its name when all is there is never found half full.
  const fresh = mkdtempSync(`${unpacked}-`);
  execFileSync(process.execPath, ['-e', "require('@sparticuz/chromium').executablePath()"], {
    cwd: root,
    env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
  });
  writeFileSync(join(fresh, 'fonts.conf'), `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${join(unpacked, 'fonts')}</dir><cachedir>${join(unpacked, 'font-cache')}</cachedir></fontconfig>
`);
  try {
    renameSync(fresh, unpacked);
  } catch (error) {
    rmSync(fresh, { recursive: true });
    // Another process was first.
    if (!existsSync(unpacked)) throw error;
  }
}

/**
 * Starts the registry's Chromium. Libraries and font are the package's own, whatever the machine has,
 * so that text is as wide and pictures look the same everywhere.
 */
export async function startBrowser(): Promise<Browser> {
  unpack();
  return chromium.launch({
    // Milliseconds: also where the machine is busy with other tests.
    timeout: 120_000,
    executablePath: join(unpacked, 'chromium'),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, HOME: unpacked, LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'), FONTCONFIG_FILE: join(unpacked, 'fonts.conf') },
  });
}
