import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../src/assemble';

/** A package that runs in production: its name, and its licence as it states it. */
interface Package {
  name: string;
  licence: string;
}

/** Licences under which anybody may use, change and pass on, as long as notices stay. */
const permissive = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'Unlicense', 'BlueOak-1.0.0']);

/** Packages that state something else, and what they state. Each is looked at by a person, and is in THIRD-PARTY-NOTICES.md with what it means. */
const looked: Readonly<Record<string, string>> = {
  'date-holidays': '(ISC AND CC-BY-3.0)',
  'json-schema': '(AFL-2.1 OR BSD-3-Clause)',
  argparse: 'PSF-2.0',
  'escape-regexp-component': 'none stated',
};

/** The packages that may not be used: neither permissive nor looked at under just that licence. */
function refused(packages: readonly Package[]): Package[] {
  return packages.filter(({ name, licence }) => !permissive.has(licence) && looked[name] !== licence);
}

interface Locked {
  license?: string;
  dev?: true;
  devOptional?: true;
}

const read = (...path: string[]) => readFileSync(join(productRoot, ...path), 'utf8');

function stated(folder: string, locked: Locked): string {
  // Other platforms' packages are in the lock file alone.
  const { license } = existsSync(join(productRoot, folder)) ? (JSON.parse(read(folder, 'package.json')) as { license?: string | { type: string } }) : locked;
  return (typeof license === 'object' ? license.type : license) ?? 'none stated';
}

const { packages: locked } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const production = Object.entries(locked)
  .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
  .map(([folder, one]) => ({ folder, name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length), licence: stated(folder, one) }));
const notices = read('THIRD-PARTY-NOTICES.md');

test('every package that runs in production is under a licence that allows it', () => {
  expect(production.length).toBeGreaterThan(200);
  expect(production.map(({ name }) => name)).toEqual(expect.arrayContaining(['botbuilder', 'libsql', 'date-holidays']));
  expect(refused(production)).toEqual([]);
});

test.each<Package>([
  { name: 'planted', licence: 'GPL-3.0-only' },
  { name: 'planted', licence: 'AGPL-3.0-or-later' },
  { name: 'planted', licence: '(MIT OR GPL-2.0)' },
  { name: 'planted', licence: 'SEE LICENSE IN LICENSE' },
  { name: 'planted', licence: 'none stated' },
  // Looked at under another licence than it has now.
  { name: 'date-holidays', licence: 'GPL-3.0-only' },
  // What one package was looked at for does not hold for another.
  { name: 'planted', licence: 'PSF-2.0' },
])('$name under $licence is refused', (planted) => {
  expect(refused([{ name: 'botbuilder', licence: 'MIT' }, planted])).toEqual([planted]);
});

describe('THIRD-PARTY-NOTICES.md', () => {
  const rows = notices.split('\n').filter((line) => line.startsWith('| `'));

  test('names every licence that is taken without looking', () => {
    for (const licence of permissive) expect(notices).toContain(licence);
  });

  test.each(Object.entries(looked))('tells of %s, under %s, which is still used', (name, licence) => {
    expect(rows.some((row) => row.startsWith(`| \`${name}\` | ${licence} |`))).toBe(true);
    expect(production.map((one) => one.name)).toContain(name);
  });

  test('names every package that brings no text of its licence', () => {
    const isText = (file: string) => /^(licen[cs]e|copying|unlicense)/i.test(file);
    const without = production.filter(({ folder }) => existsSync(join(productRoot, folder)) && !readdirSync(join(productRoot, folder)).some(isText));
    const named = (name: string) => rows.some((row) => row.includes(`\`${name}\``) || row.includes(`\`${name.split('/')[0]}/*\``));
    expect(without.map(({ name }) => name)).toContain('snowball-stemmers');
    expect(without.filter(({ name }) => !named(name))).toEqual([]);
  });

  test('gives the attribution that the data on holidays asks for', () => {
    const { repository } = JSON.parse(read('node_modules', 'date-holidays', 'package.json')) as { repository: { url: string } };
    expect(read('node_modules', 'date-holidays', 'LICENSE')).toContain('CC BY-SA 3.0');
    expect(notices).toContain(repository.url.replace(/^git\+|\.git$/g, ''));
    for (const text of ['commenthol', 'https://creativecommons.org/licenses/by-sa/3.0/', 'https://sv.wikipedia.org/wiki/Helgdagar_i_Sverige']) expect(notices).toContain(text);
  });
});

test('LICENSE is the text of the EUPL 1.2, unchanged', () => {
  // SHA-256 of EUPL-1.2.txt in SPDX' list of licences.
  expect(createHash('sha256').update(read('LICENSE')).digest('hex')).toBe('57fb42fbcd0b037ce528ed8f72f1ec095d67bc6825ecf1448ff39be1fe68a4b4');
});

test('package.json says the same licence', () => {
  expect((JSON.parse(read('package.json')) as { license: string }).license).toBe('EUPL-1.2');
});
