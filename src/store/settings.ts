import type { Kysely } from 'kysely';
import type { Tables } from './tables';

/** Small things to remember by name. */
export interface Settings {
  /** Null when the key was never set. */
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
}

/** The settings of a database. */
export function settings(db: Kysely<Tables>): Settings {
  return {
    async get(key) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value ?? null;
    },
    async set(key, value) {
      await db
        .insertInto('settings')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
    },
  };
}
