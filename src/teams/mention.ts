import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#mention-object */
const mention = z.looseObject({ type: z.literal('mention'), text: z.string().min(1), mentioned: z.looseObject({ id: z.string() }) });

/**
 * What the person wrote, without the mentions of the bot that group chats and channels carry. The SDK's own removal takes away the
 * first alone, and fails at a mention that names nobody and at a tapped button, which has no text.
 * @param activity checked by `checkActivity`
 */
export function textWithoutMentions({ text, entities, recipient }: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  const mentions = (entities ?? []).flatMap((entity) => mention.safeParse(entity).data ?? []);
  return mentions
    .filter(({ mentioned }) => mentioned.id === recipient.id)
    .reduce((left, { text: mentioned }) => left.replace(mentioned, ''), text ?? '')
    .trim();
}
