import { z } from 'zod';
import { fine, problem, type Finding } from './finding';

/** Whether a version is at least the one that `engines` asks for (">=20", ">=20.9.0"); undefined where it is written otherwise. */
function isEnough(version: string, engines: string): boolean | undefined {
  const least = /^>=\s*(\d+(?:\.\d+)*)$/.exec(engines.trim())?.[1]?.split('.').map(Number);
  if (!least) return undefined;
  const has = version.replace(/^v/, '').split('.').map(Number);
  const at = least.findIndex((part, i) => part !== (has[i] ?? 0));
  return at < 0 || (has[at] ?? 0) > least[at]!;
}

/** @param version of Node.js, as in process.version; @param engines what package.json asks for */
export function checkNode(version: string, engines: string): Finding {
  const enough = isEnough(version, engines);
  if (enough) return fine('Node.js', `${version}; package.json asks for ${engines}`);
  return problem('Node.js', `${version}; package.json asks for ${engines}`, 'Install a version of Node.js that package.json (engines) asks for: https://nodejs.org');
}

const lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), dev: z.boolean().optional(), optional: z.boolean().optional(), devOptional: z.boolean().optional() })),
});

const examples = 3;

function some(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const named = names.slice(0, examples).map((name) => name.replace(/^.*node_modules\//, '')).join(', ');
  return [`${names.length} ${what} (${named}${names.length > examples ? ', …' : ''})`];
}

/**
 * Whether what is installed is what package-lock.json says.
 * @param wanted package-lock.json; @param installed node_modules/.package-lock.json, which npm writes; undefined where they are not there
 */
export function checkDependencies(wanted: unknown, installed: unknown): Finding {
  const mend = 'Run: npm ci';
  if (wanted === undefined) return problem('Dependencies', 'package-lock.json is not there', 'Take the file from the repository again, then run: npm ci');
  if (installed === undefined) return problem('Dependencies', 'none are installed', mend);
  const has = lock.parse(installed).packages;
  const asked = Object.entries(lock.parse(wanted).packages).filter(([path]) => path !== '');
  // `npm ci --omit=dev` leaves all of them out.
  const withDev = Object.values(has).some(({ dev }) => dev);
  // What is optional is for some kinds of machine only.
  const missing = asked.filter(([path, { dev, optional, devOptional }]) => !has[path] && !optional && !devOptional && (withDev || !dev));
  const other = asked.filter(([path, { version }]) => has[path] && has[path].version !== version);
  const wrong = [...some('missing', missing.map(([path]) => path)), ...some('of another version', other.map(([path]) => path))];
  if (wrong.length > 0) return problem('Dependencies', `not as package-lock.json says: ${wrong.join(', ')}`, mend);
  return fine('Dependencies', `${Object.keys(has).length} packages, as package-lock.json says`);
}
