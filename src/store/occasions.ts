import type { Kysely } from 'kysely';
import type { Occasions } from '../reminders/ports';
import { chunksOf } from './groups';
import { inTransaction } from './in-transaction';
import { instantText } from './instant';
import { occasionOf } from './rows';
import type { Tables } from './tables';

/** The occasions that a database remembers. Writes only what changed: nothing at most calls. */
export function occasions(db: Kysely<Tables>): Occasions {
  const remembered = async () => (await db.selectFrom('occasions').selectAll().orderBy('course').orderBy('occasion').execute()).map(occasionOf);
  const keyOf = ({ course, occasion }: { course: string; occasion: string }) => JSON.stringify([course, occasion]);
  return {
    seen: remembered,
    async observe(current, now) {
      const before = await remembered();
      const known = new Map(before.map((seen) => [keyOf(seen), seen]));
      const at = instantText(now);
      const fresh = current.filter((one) => !known.has(keyOf(one)));
      const turned = current.filter((one) => {
        const seen = known.get(keyOf(one));
        return seen && one.cancelled !== (seen.cancelledAt !== null);
      });
      if (fresh.length === 0 && turned.length === 0) return before;
      await inTransaction(db, async (trx) => {
        for (const chunk of chunksOf(fresh)) {
          const rows = chunk.map(({ course, occasion, cancelled }) => ({ course, occasion, first_seen: at, cancelled_at: cancelled ? at : null }));
          await trx.insertInto('occasions').values(rows).onConflict((conflict) => conflict.doNothing()).execute();
        }
        for (const { course, occasion, cancelled } of turned) {
          await trx
            .updateTable('occasions')
            .set({ cancelled_at: cancelled ? at : null })
            .where('course', '=', course)
            .where('occasion', '=', occasion)
            // Another instance may have noticed first.
            .where('cancelled_at', cancelled ? 'is' : 'is not', null)
            .execute();
        }
      });
      return remembered();
    },
  };
}
