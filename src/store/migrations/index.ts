import type { Kysely } from 'kysely';
import * as first from './001-first';
import type { ColumnTypes } from './column-types';

/**
 * All migrations by name, in their order. One that has been released is never changed, and none goes backwards:
 * an older version refuses a newer database (STORE_NEWER).
 */
export const migrations: Record<string, { up(db: Kysely<unknown>, types: ColumnTypes): Promise<void> }> = {
  '001-first': first,
};
