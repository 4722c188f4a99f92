import type { Kysely } from 'kysely';
import { nothingRemembered, type Memory, type Remembered } from '../dialogs/memory';
import { instantText } from './instant';
import { offeredOf, offeredText, shownOf, shownText } from './rows';
import type { Tables } from './tables';
import { together } from './together';

interface Keeping {
  conversation: string;
  remembered: Remembered;
  now: Date;
}

/** What a database remembers of conversations between their turns. */
export function memory(db: Kysely<Tables>): Memory {
  const keepAll = together(async (items: readonly Keeping[]) => {
    // In one order, so that two instances never wait for each other in a circle.
    const inOrder = [...items].sort((a, b) => (a.conversation < b.conversation ? -1 : 1));
    await db.transaction().execute(async (trx) => {
      for (const { conversation, remembered: { language, shown, offered }, now } of inOrder) {
        await trx.updateTable('conversations').set({ language, shown: shown.length > 0 ? shownText(shown) : null, offered: offered && offeredText(offered), updated_at: instantText(now) }).where('id', '=', conversation).execute();
      }
    });
    return items.map(() => undefined);
  });

  return {
    async recall(conversation) {
      const row = await db.selectFrom('conversations').select(['language', 'shown', 'offered']).where('id', '=', conversation).executeTakeFirst();
      if (!row) return nothingRemembered;
      const { language, shown, offered } = row;
      return { language, shown: shown === null ? [] : shownOf(shown), offered: offered === null ? null : offeredOf(offered) };
    },
    keep: (conversation, remembered, now) => keepAll({ conversation, remembered, now }),
  };
}
