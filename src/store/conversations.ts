import type { Kysely } from 'kysely';
import type { Conversations } from '../reminders/ports';
import { instantText } from './instant';
import { referenceText } from './rows';
import type { Tables } from './tables';

/** The conversations of a database. */
export function conversations(db: Kysely<Tables>): Conversations {
  return {
    async remember(conversation, now) {
      const reference = referenceText(conversation);
      // Called for every message: a read first, since a write waits for the disk.
      const kept = await db.selectFrom('conversations').select(['reference', 'reachable']).where('id', '=', conversation.id).executeTakeFirst();
      if (kept?.reachable === 1 && kept.reference === reference) return false;
      const news = { kind: conversation.kind, reference, reachable: 1, updated_at: instantText(now) } as const;
      await db
        .insertInto('conversations')
        .values({ id: conversation.id, language: null, shown: null, offered: null, ...news })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(news))
        .execute();
      return true;
    },

    async markUnreachable(id, now) {
      // Told again it stays unreachable since the first time (deletions.ts).
      await db.updateTable('conversations').set({ reachable: 0, updated_at: instantText(now) }).where('id', '=', id).where('reachable', '=', 1).execute();
    },
  };
}
