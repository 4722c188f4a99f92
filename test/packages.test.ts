import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../src/assemble';

const read = (...path: string[]) => readFileSync(join(productRoot, ...path), 'utf8');
const { dependencies, overrides } = JSON.parse(read('package.json')) as { dependencies: Record<string, string>; overrides: Record<string, string> };
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string; integrity?: string; resolved?: string; link?: boolean }> };

test('every package of the production install is used by the source itself', () => {
  const source = (readdirSync(join(productRoot, 'src'), { recursive: true, encoding: 'utf8' }))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read('src', name))
    .join('');
  expect(Object.keys(dependencies).filter((name) => !new RegExp(`(from|require\\()\\s*'${name}(/|')`).test(source))).toEqual([]);
});

test('every override is in the lock, and its reason with the advisory in docs/developers.md', () => {
  const reasons = read('docs', 'developers.md');
  for (const [name, range] of Object.entries(overrides)) {
    const locked = Object.entries(packages).filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
    expect(locked.map(([path]) => path)).toEqual([`node_modules/${name}`]);
    expect(`^${locked[0]![1].version}`.localeCompare(range, 'en', { numeric: true })).toBeGreaterThanOrEqual(0);
    expect(reasons).toMatch(new RegExp(`\\| \`${name}\` \`${range.replace(/[\^.]/g, '\\$&')}\` \\|.*GHSA-`));
  }
});
