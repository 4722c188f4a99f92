import { VagvisarenError } from '../errors';
import type { Where } from './connection';
import { openStore } from './open';
import type { Store } from './store';
import { within } from '../within';

/** While the database cannot be opened, somebody who needs it tries again, but no more often than this: milliseconds. */
const pause = 5_000;
/** Opening takes longer only where another instance is migrating, or a disk stands still: nobody who asks something waits for that. Milliseconds. */
const openingMilliseconds = 2_000;
/** For closing: whoever stops a bot waits for it. */
const closeMilliseconds = 1_000;

type OnFailure = (error: unknown) => void;

type Methods = Record<string, (...given: unknown[]) => Promise<unknown>>;

const isPassing = (error: unknown): boolean => error instanceof VagvisarenError && error.code === 'STORE_UNAVAILABLE';

/**
 * The store, also while its database cannot be reached: then every method throws STORE_UNAVAILABLE, and the first one that
 * succeeds after the database has come back opens it. So the bot starts, and answers, without its database.
 * @param onFailure told why it could not be opened, where nobody else would be: at the start, and whenever another bot has
 * it meanwhile (STORE_IN_USE) or a newer version has changed it (STORE_NEWER)
 * @throws VagvisarenError STORE_IN_USE or STORE_NEWER at the start: waiting would not help.
 */
export async function createStore(where: Where, onFailure: OnFailure, retry = pause): Promise<Store> {
  try {
    return await openStore(where);
  } catch (error) {
    if (!isPassing(error)) throw error;
    onFailure(error);
    return lateStore(() => openStore(where), onFailure, retry);
  }
}

function lateStore(open: () => Promise<Store>, onFailure: OnFailure, retry: number): Store {
  let opening: Promise<Store> | undefined;
  let failedAt = performance.now();

  const current = (): Promise<Store> => {
    if (!opening) {
      if (performance.now() - failedAt < retry) return Promise.reject(new VagvisarenError('STORE_UNAVAILABLE', 'The database could not be opened yet.'));
      opening = open().catch((error: unknown) => {
        opening = undefined;
        failedAt = performance.now();
        // Who talks with the bot gets an answer all the same; who runs it has to know.
        if (!isPassing(error)) onFailure(error);
        throw new VagvisarenError('STORE_UNAVAILABLE', 'The database could not be opened.', { cause: error });
      });
    }
    return within(openingMilliseconds, opening, () => {
      throw new VagvisarenError('STORE_UNAVAILABLE', 'The database is still being opened.');
    });
  };

  /** One port of the store, each call passed on to the store once it is open. */
  const late = <Port extends object>(port: (store: Store) => Port): Port =>
    new Proxy({} as Port, { get: (_port, method: string) => async (...given: unknown[]) => (port(await current()) as Methods)[method]!(...given) });

  return {
    conversations: late((store) => store.conversations),
    subscriptions: late((store) => store.subscriptions),
    occasions: late((store) => store.occasions),
    ledger: late((store) => store.ledger),
    activities: late((store) => store.activities),
    settings: late((store) => store.settings),
    memory: late((store) => store.memory),
    feedback: late((store) => store.feedback),
    deletions: late((store) => store.deletions),
    kept: async (conversation) => (await current()).kept(conversation),
    forget: async (conversation) => (await current()).forget(conversation),
    healthy: () => current().then((store) => store.healthy(), () => false),
    // One that is just being opened must let go of its file too.
    async close() {
      const closing = opening?.then((store) => store.close(), () => undefined);
      if (closing) await within(closeMilliseconds, closing, () => undefined);
    },
  };
}
