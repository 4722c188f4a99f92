import type { Kysely, Transaction } from 'kysely';
import type { ClaimRequest } from '../../reminders/ports';
import { instantOf, instantText } from '../instant';
import type { Tables } from '../tables';

/** A bucket of tokens as of `at`; one token lets one conversation be written to. */
interface Level {
  tokens: number;
  at: Date;
}

/** How full the bucket is now. A bucket filled in the future is paused until then, or another instance's clock is ahead. */
function levelNow({ tokens, at }: Level, { now, rate }: Pick<ClaimRequest, 'now' | 'rate'>): Level {
  const seconds = Math.max(0, now.getTime() - at.getTime()) / 1000;
  return { tokens: Math.min(rate.burst, tokens + seconds * rate.perSecond), at: at > now ? at : now };
}

/**
 * How much may be sent now. On PostgreSQL the row stays locked until the transaction ends, so that all instances together
 * keep to the rate: they take turns here. Hence asked for last but for the update that it limits, a few milliseconds before the end.
 */
export async function lockBucket(trx: Transaction<Tables>, request: Pick<ClaimRequest, 'now' | 'rate'>): Promise<Level> {
  const row = await trx.selectFrom('bucket').select(['tokens', 'filled_at']).where('id', '=', 1).forUpdate().executeTakeFirstOrThrow();
  return levelNow({ tokens: row.tokens, at: instantOf(row.filled_at) }, request);
}

/** Takes tokens from the bucket that `lockBucket` gave. */
export async function takeTokens(trx: Transaction<Tables>, level: Level, taken: number): Promise<void> {
  await trx.updateTable('bucket').set({ tokens: level.tokens - taken, filled_at: instantText(level.at) }).where('id', '=', 1).execute();
}

/** Empties the bucket until an instant; then it fills from nothing, so that no burst follows the pause. A longer pause stays. */
export async function pause(db: Kysely<Tables>, until: Date): Promise<void> {
  const at = instantText(until);
  await db.updateTable('bucket').set({ tokens: 0, filled_at: at }).where('id', '=', 1).where('filled_at', '<', at).execute();
}
