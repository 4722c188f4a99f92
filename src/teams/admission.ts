import { z } from 'zod';
import { isSafeService } from '../reminders/conversation';
import type { Identity } from './token';

const tenants = z.object({
  conversation: z.object({ tenantId: z.string().optional() }),
  channelData: z.object({ tenant: z.object({ id: z.string().optional() }).optional() }).nullish(),
});

/** An activity as far as it decides whether the bot takes it; checked by `checkActivity`. */
export interface Arriving {
  channelId: string;
  serviceUrl: string;
}

function isOfTenant(activity: Arriving, tenantId: string): boolean {
  const parsed = tenants.safeParse(activity);
  if (!parsed.success) return false;
  const named = [parsed.data.conversation.tenantId, parsed.data.channelData?.tenant?.id].filter((id) => id !== undefined);
  return named.length > 0 && named.every((id) => id.toLowerCase() === tenantId);
}

/**
 * Why an activity is not taken although its sender is known; null when it is taken.
 * @param identity the bot's; without one anybody on this machine is heard
 * @param tokenUrl the address of Teams that the token was issued for
 */
export function refusal(activity: Arriving, identity: Identity | undefined, tokenUrl: string | undefined): string | null {
  if (!identity) return isSafeService(activity.serviceUrl) ? null : 'serviceUrl';
  // Replies are sent there with the bot's own token.
  if (activity.serviceUrl !== tokenUrl) return 'serviceUrl';
  // In other channels (Web Chat and Direct Line are on by default) the sender writes channelData, and with it the tenant.
  if (activity.channelId !== 'msteams') return 'channelId';
  return isOfTenant(activity, identity.tenantId) ? null : 'tenant';
}
