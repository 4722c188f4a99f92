import { createHmac, randomBytes } from 'node:crypto';

/**
 * Names for the log under which lines about one conversation can be found together, and which lead nobody back to it.
 * @param salt kept nowhere, so that the same conversation has another name after the next start
 * @returns ten hexadecimal digits for an id
 */
export function createPseudonyms(salt: Buffer = randomBytes(32)): (id: string) => string {
  return (id) => createHmac('sha256', salt).update(id).digest('hex').slice(0, 10);
}
