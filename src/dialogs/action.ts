import { z } from 'zod';
import { languages } from '../language';
import { callOffActions } from './call-off/actions';
import { feedbackActions } from './feedback/actions';
import { privacyActions } from './privacy/actions';
import { reminderActions } from './reminders/actions';

/**
 * What a button carries: everything that the next step needs, so that any instance can take it, also after a restart.
 * `v` is the version of this format; cards stay in people's chats for years.
 */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({ v: z.literal(1), do: z.literal('show'), id: z.string().max(100), language: z.enum(languages) }),
  z.object({ v: z.literal(1), do: z.literal('noneOfThese'), language: z.enum(languages) }),
  z.object({ v: z.literal(1), do: z.literal('ask'), text: z.string().max(500), language: z.enum(languages) }),
  ...reminderActions,
  ...callOffActions,
  ...privacyActions,
  ...feedbackActions,
]);

export type Action = z.infer<typeof actionSchema>;
