import { join } from 'node:path';
import { assemble, type Parts } from './assemble';
import { dayInSweden } from './day';
import type { Edition } from './edition';
import { VagvisarenError } from './errors';
import { inThread } from './in-thread';
import { brief, type Log } from './log';
import type { Prepared, Preparing } from './prepare';

export interface EditionsParts {
  /** Where knowledge/ and dialogs/ lie. */
  root: string;
  first: Parts;
  toEdition(parts: Parts): Edition;
  now(): Date;
  log: Log;
}

/** One edition after another. */
export interface Editions {
  /** The one that speaks now. Ask anew each time; what has begun with one ends with it. */
  current(): Edition;
  /**
   * Checks what the folders hold aside, and takes it in as a whole. False when it was refused: the log says why, and the old one speaks on.
   * Never rejects. While one runs, the next waits; more than one that waits would find the same.
   */
  reload(): Promise<boolean>;
  /** Nothing is taken in any more. */
  stop(): void;
}

/** @throws VagvisarenError KNOWLEDGE_INVALID or DIALOGS_INVALID when the first cannot be put together */
export function createEditions({ root, first, toEdition, now, log }: EditionsParts): Editions {
  let edition = toEdition(first);
  let stopped = false;
  let running: Promise<boolean> | undefined;
  let waiting: Promise<boolean> | undefined;

  const refuse = (problems: readonly string[]): false => {
    log.error({ problems, knowledge: edition.version }, 'the changed knowledge is refused; the old one speaks on');
    return false;
  };

  const takeIn = async (): Promise<boolean> => {
    try {
      const { version, problems, warnings } = await inThread<Prepared>(join(__dirname, 'prepare'), { root, today: dayInSweden(now()) } satisfies Preparing);
      if (stopped) return false;
      if (problems.length > 0) return refuse(problems);
      const parts = assemble(root);
      if (parts.version !== version) return refuse(['the files were changed while they were read: reload again']);
      edition = toEdition(parts);
      if (warnings.length > 0) log.warn({ warnings }, 'the changed knowledge is taken in, with warnings');
      log.info({ knowledge: edition.version, entries: edition.entries }, 'the changed knowledge is taken in');
      return true;
    } catch (error) {
      if (error instanceof VagvisarenError) return refuse(error.message.split('\n'));
      log.error({ ...brief(error), knowledge: edition.version }, 'the changed knowledge could not be read; the old one speaks on');
      return false;
    }
  };

  const begin = (): Promise<boolean> => {
    const taking = takeIn().finally(() => {
      running = undefined;
    });
    running = taking;
    return taking;
  };

  return {
    current: () => edition,
    reload() {
      if (stopped) return Promise.resolve(false);
      if (!running) return begin();
      waiting ??= running.then(() => {
        waiting = undefined;
        return stopped ? false : begin();
      });
      return waiting;
    },
    stop() {
      stopped = true;
    },
  };
}
