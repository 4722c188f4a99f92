import { openUrl } from '../../src/store/postgres';
import { storeOf, type Store } from '../../src/store/store';

/** Milliseconds. */
const patience = { call: 30_000, pause: 0 };

/**
 * The store in a migrated PostgreSQL database, for tests that are about something else than time: the product gives up after two
 * seconds, and a machine that is busy with other tests may need longer. How long it waits is hanging.test.ts' matter.
 */
export function patientStore(url: string): Store {
  return storeOf(openUrl(url, { readOnly: false, patience }));
}
