import { CardFactory, type Activity, type InvokeResponse } from 'botbuilder';
import { z } from 'zod';
import { feedbackForm, takeFeedback, type FeedbackForm } from '../dialogs/feedback/form';
import { complaints } from '../dialogs/feedback/ports';
import { nothingRemembered, type Remembered } from '../dialogs/memory';
import type { Reply } from '../dialogs/reply';
import type { Room } from '../dialogs/room';
import { VagvisarenError } from '../errors';
import type { Language } from '../language';
import { textBlock, version } from './card';
import { conversationOf } from './conversation';
import { localeOf } from './locale';

export interface FeedbackParts {
  room: Pick<Room, 'say' | 'knowledge' | 'memory' | 'feedback' | 'questions'>;
  now(): Date;
}

/**
 * Teams shows thumbs of its own under a message that asks for them, and opens our form behind each.
 * https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/integrate-ai/user-feedback-controls
 */
const thumbs = { feedbackLoop: { type: 'custom' } } as const;

/** How an answer is asked about in a channel: by Teams' thumbs, or elsewhere by buttons in the card. */
export function askedAbout(reply: Reply, channelId: string): { shown: Reply; channelData?: typeof thumbs } {
  const { feedback, ...shown } = reply;
  return feedback && channelId === 'msteams' ? { shown, channelData: thumbs } : { shown: reply };
}

const named = z.looseObject({ actionName: z.literal('feedback'), actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']) }) });

/** Documented without `data`, sent with it: https://github.com/microsoft/teams.ts/blob/main/packages/api/src/activities/invoke/message/fetch-task.ts */
const fetchValue = z.union([named, z.looseObject({ data: named }).transform(({ data }) => data)]);

/** The fields of our form. Teams gives them as JSON text. */
const fields = z.looseObject({ reason: z.enum(complaints).or(z.literal('')).optional(), question: z.string().max(20_000).optional() });

const submitValue = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.union([z.string().max(50_000), fields]).nullish() }),
});

function card({ lead, reasons, question, note, send }: FeedbackForm, language: Language): Record<string, unknown> {
  const choices = { type: 'Input.ChoiceSet', id: 'reason', style: 'expanded', label: lead, choices: reasons };
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version,
    lang: language,
    body: [
      reasons.length > 0 ? choices : textBlock(lead),
      ...(question ? [{ type: 'Input.Text', id: 'question', isMultiline: true, maxLength: 500, label: question.label }, textBlock(question.hint, { size: 'Small', spacing: 'Small' })] : []),
      textBlock(note, { size: 'Small' }),
    ],
    actions: [{ type: 'Action.Submit', title: send }],
  };
}

const refused: InvokeResponse = { status: 400, body: {} };

/** What is remembered where the thumb was; nothing while the store is down, which is no reason to fail. */
async function recalled({ room }: FeedbackParts, activity: Activity): Promise<Remembered> {
  try {
    return (await room.memory?.recall(conversationOf(activity).id)) ?? nothingRemembered;
  } catch (error) {
    if (error instanceof VagvisarenError) return nothingRemembered;
    throw error;
  }
}

/**
 * The form behind a thumb.
 * @param activity an invoke of the name message/fetchTask
 */
export async function openForm(parts: FeedbackParts, activity: Activity): Promise<InvokeResponse> {
  const value = fetchValue.safeParse(activity.value).data;
  if (!value) return refused;
  const language = (await recalled(parts, activity)).language ?? localeOf(activity);
  const form = feedbackForm(parts.room, value.actionValue.reaction === 'like', language);
  return { status: 200, body: { task: { type: 'continue', value: { title: form.title, height: 'medium', width: 'small', card: CardFactory.adaptiveCard(card(form, language)) } } } };
}

/** The fields of the form, or none where Teams gives anything else. */
function fieldsIn(given: z.infer<typeof submitValue>['actionValue']['feedback']): z.infer<typeof fields> {
  if (typeof given !== 'string') return given ?? {};
  try {
    return fields.safeParse(JSON.parse(given)).data ?? {};
  } catch {
    return {};
  }
}

/**
 * Keeps what the form gave, of the entry that the message showed if that is still known. Teams wants an empty answer, and tells the
 * person when it is none of success.
 * @param activity an invoke of the name message/submitAction
 */
export async function submitForm(parts: FeedbackParts, activity: Activity): Promise<InvokeResponse> {
  const value = submitValue.safeParse(activity.value).data;
  if (!value) return refused;
  const { reaction, feedback } = value.actionValue;
  const { reason, question } = fieldsIn(feedback);
  const { shown, language } = await recalled(parts, activity);
  const entry = shown.find(({ message }) => message !== undefined && message === activity.replyToId)?.id ?? null;
  try {
    await takeFeedback(parts.room, { entry, helpful: reaction === 'like', reason: reason || null, language: language ?? localeOf(activity), question }, parts.now());
  } catch (error) {
    if (!(error instanceof VagvisarenError)) throw error;
    return { status: 503, body: {} };
  }
  return { status: 200, body: {} };
}
