import type { Activity, ConversationReference } from 'botbuilder';
import type { Conversation } from '../reminders/conversation';

/** Teams' names for the kinds. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#conversationaccount-object */
const conversationTypes = { personal: 'personal', group: 'groupChat', channel: 'channel' } as const;

/** A reply in a channel has the thread's first message in the id: "19:…@thread.tacv2;messageid=1700000000000". */
const thread = /;messageid=.*$/s;

/** The longest tenant id that the store takes; Teams' are UUIDs of 36 signs. */
const longestTenant = 100;

function kindOf({ conversationType, isGroup }: Activity['conversation'], inThread: boolean): Conversation['kind'] {
  switch (conversationType) {
    case 'personal':
      return 'personal';
    case 'groupChat':
      return 'group';
    case 'channel':
      return 'channel';
    default: // Test clients leave the type out.
      if (inThread) return 'channel';
      return isGroup ? 'group' : 'personal';
  }
}

function tenantOf({ conversation, channelData }: Activity): string | undefined {
  const inData: unknown = (channelData as { tenant?: { id?: unknown } } | undefined)?.tenant?.id;
  return [conversation.tenantId, inData].find((id): id is string => typeof id === 'string' && id !== '' && id.length <= longestTenant);
}

/**
 * Where an activity came from, so that the bot can write there later. Nobody's name is taken over.
 * @param activity incoming and checked by `checkActivity`
 */
export function conversationOf(activity: Activity): Conversation {
  const id = activity.conversation.id.replace(thread, '');
  const tenantId = tenantOf(activity);
  return {
    id,
    kind: kindOf(activity.conversation, id !== activity.conversation.id),
    serviceUrl: activity.serviceUrl,
    botId: activity.recipient.id,
    channelId: activity.channelId,
    ...(tenantId === undefined ? {} : { tenantId }),
  };
}

/** The reference that `continueConversationAsync` needs. In a channel it starts a new thread. */
export function referenceOf({ id, kind, serviceUrl, botId, channelId, tenantId }: Conversation): Partial<ConversationReference> {
  const conversation = { id, conversationType: conversationTypes[kind], isGroup: kind !== 'personal', ...(tenantId === undefined ? {} : { tenantId }) };
  // The SDK's types demand names, and would send them to Teams, which knows better.
  return { channelId, serviceUrl, bot: { id: botId } as ConversationReference['bot'], conversation: conversation as ConversationReference['conversation'] };
}
