import type { Language } from '../../language';
import type { Conversation } from '../../reminders/conversation';
import type { Delivery } from '../../reminders/delivery';
import type { Subscription } from '../../reminders/subscription';
import type { Shown } from '../memory';

/** Everything that is kept about a conversation. */
export interface Kept {
  /** Null when the conversation is not known. */
  conversation: { reference: Conversation; language: Language | null; shown: Shown[]; reachable: boolean; updatedAt: Date } | null;
  subscriptions: Subscription[];
  registrations: { course: string; occasion: string; at: Date }[];
  deliveries: Delivery[];
  /** Ids of the messages handled during the last day, so that none is handled twice. */
  activities: { activity: string; at: Date }[];
}

/** How many rows of each kind were deleted. */
export interface Forgotten {
  subscriptions: number;
  deliveries: number;
  registrations: number;
  activities: number;
  conversation: number;
}

/** What a person may ask about, and ask to be deleted. Every method throws VagvisarenError STORE_UNAVAILABLE. */
export interface Privacy {
  kept(conversation: string): Promise<Kept>;
  /** Deletes everything kept about a conversation, all or nothing. */
  forget(conversation: string): Promise<Forgotten>;
}
