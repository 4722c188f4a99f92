import type { Problem } from '../../knowledge/problem';
import { checkContent, checkModel } from './content';
import { checkCache, checkStore, type Disk } from './disk';
import type { Finding } from './finding';
import { checkDependencies, checkNode } from './installation';
import { checkMicrosoft, checkPort, type ask, type tryPort } from './network';
import { checkConfiguration, checkIdentity, type Settings } from './settings';
import { checkTime, type inSweden } from './time';

/** One look. What it throws is told as a problem: the other looks go on. */
export type Look = [check: string, look: () => Finding | readonly Finding[] | Promise<Finding | readonly Finding[]>];

/** What is looked at: handed in, so that tests can plant each failure. */
export interface Machine {
  /** Version of Node.js, and the one that package.json asks for. */
  node(): { version: string; engines: string };
  /** package-lock.json, and what npm wrote of the same kind at the last install; undefined where there is none. */
  packages(): { wanted: unknown; installed: unknown };
  /** @throws VagvisarenError CONFIG_INVALID */
  settings(): Settings;
  now(): Date;
  /** The calendar day in Sweden, YYYY-MM-DD. */
  today(): string;
  localTime: typeof inSweden;
  tryPort: typeof tryPort;
  get: typeof ask;
  disk: Disk;
  openStore(database: Settings['database']): Promise<{ close(): Promise<void> }>;
  content(): { entries?: number; problems: readonly Problem[] };
  /** YYYY-MM-DD; undefined where the knowledge cannot be read. */
  latestReview(): string | undefined;
  fingerprints(): { trained: string | undefined; now: string };
  cache: { folder: string; snapshots(): readonly string[] };
}

/** Everything that is looked at, in the order in which one mends it. */
export function* looksAt(machine: Machine): Iterable<Look> {
  const { today, get } = machine;
  yield ['Node.js', () => {
    const { version, engines } = machine.node();
    return checkNode(version, engines);
  }];
  yield ['Dependencies', () => {
    const { wanted, installed } = machine.packages();
    return checkDependencies(wanted, installed);
  }];
  yield ['Time', () => checkTime(machine.localTime, today(), machine.latestReview())];
  const { finding, settings } = checkConfiguration(() => machine.settings());
  yield ['Configuration', () => finding];
  if (settings) {
    yield ['Identity', () => checkIdentity(settings, today())];
    yield ['Port', () => checkPort(settings.port, settings.host, machine.tryPort, get)];
    yield ['Database', () => checkStore(settings, machine.disk, (database) => machine.openStore(database))];
  }
  yield ['Knowledge', () => checkContent(machine.content())];
  yield ['Model', () => checkModel(() => machine.fingerprints())];
  yield ['Snapshot', () => checkCache(machine.cache.folder, machine.cache.snapshots(), machine.disk)];
  if (settings?.identity) yield ['Microsoft', () => checkMicrosoft(get, () => machine.now())];
}
