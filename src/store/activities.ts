import type { Kysely } from 'kysely';
import { chunksOf } from './groups';
import { instantText } from './instant';
import type { Tables } from './tables';
import { together } from './together';

/** Which of Teams' activities were handled, by any instance. */
export interface Activities {
  /** True the first time that an activity of a conversation is named; false when Teams delivered it again. */
  firstTime(conversation: string, activity: string, now: Date): Promise<boolean>;
  /** As if it had never been named. */
  forget(conversation: string, activity: string): Promise<void>;
}

interface Named {
  conversation: string;
  activity: string;
  at: string;
}

const keyOf = ({ conversation, activity }: Pick<Named, 'conversation' | 'activity'>) => JSON.stringify([conversation, activity]);

/** The activities of a database. */
export function activities(db: Kysely<Tables>): Activities {
  const name = together(async (named: readonly Named[]) => {
    const fresh = new Set<string>();
    await db.transaction().execute(async (trx) => {
      for (const chunk of chunksOf(named)) {
        const rows = await trx.insertInto('activities').values(chunk).onConflict((conflict) => conflict.doNothing()).returning(['conversation', 'activity']).execute();
        for (const row of rows) fresh.add(keyOf(row));
      }
    });
    // The same one twice in one go: the first of them takes it.
    return named.map((one) => fresh.delete(keyOf(one)));
  });

  return {
    firstTime: (conversation, activity, now) => name({ conversation, activity, at: instantText(now) }),

    async forget(conversation, activity) {
      await db.deleteFrom('activities').where('conversation', '=', conversation).where('activity', '=', activity).execute();
    },
  };
}
