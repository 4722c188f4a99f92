import { readinessOf } from '../../src/readiness';
import type { ServerParts } from '../../src/teams/server';

/** What operations asks of a server, for tests that ask nothing of it. */
export const quiet: Pick<ServerParts, 'health' | 'readiness' | 'stopping'> = {
  health: () => ({}),
  readiness: async () => readinessOf({ stopping: false, storeWorks: true, hasModel: true, tickAge: 0, today: '2027-01-29' }),
  stopping: () => false,
};
