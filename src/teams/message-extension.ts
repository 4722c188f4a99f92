import { CardFactory, type Activity, type MessagingExtensionAttachment, type MessagingExtensionResponse } from 'botbuilder';
import { z } from 'zod';
import type { Lookup } from '../dialogs/lookup';
import type { Listed } from '../dialogs/preview';
import { toCard } from './card';
import { localeOf } from './locale';

/** The search command as the app's manifest declares it, with the name of its one parameter. */
export const searchCommand = { id: 'search', parameter: 'text' } as const;

/** Teams' own parameter when the list is opened and nothing is typed yet. */
const opened = 'initialRun';

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search */
const queryValue = z.looseObject({
  commandId: z.literal(searchCommand.id),
  parameters: z.array(z.looseObject({ name: z.string().max(100), value: z.unknown().optional() })).max(10),
  queryOptions: z.looseObject({ skip: z.number().int().min(0).default(0), count: z.number().int().min(1).optional() }).nullish(),
});

const typedText = z.string().max(200_000);

/** https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/link-unfurling */
const linkValue = z.looseObject({ url: z.string().max(2048) });

/** Link unfurling takes Adaptive Cards up to this version, search up to the one that the bot's own cards have. */
const unfurledVersion = '1.3';

export interface MessageExtensionParts {
  lookup: Lookup;
  now(): Date;
}

/** Text for a thumbnail card, which reads HTML: tags and entities are shown as written. A lone & is the same with and without HTML. */
function escapeHtml(text: string): string {
  return text.replace(/&(?=#|\w+;)/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function attachment({ title, line, posted }: Listed, more: { version?: string } = {}): MessagingExtensionAttachment {
  return { ...CardFactory.adaptiveCard({ ...toCard(posted), ...more }), preview: CardFactory.thumbnailCard(escapeHtml(title), escapeHtml(line)) };
}

function result(attachments: MessagingExtensionAttachment[]): MessagingExtensionResponse {
  return { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } };
}

/** What was typed; '' where nothing is yet, undefined where the value is not of the form that Teams sends. */
function typedIn(parameters: z.infer<typeof queryValue>['parameters']): string | undefined {
  const parameter = parameters.find(({ name }) => name !== opened);
  if (!parameter) return '';
  return parameter.name === searchCommand.parameter ? typedText.safeParse(parameter.value ?? '').data : undefined;
}

/**
 * The entries for what somebody types in the search of the compose box, each with the card that is posted when it is chosen;
 * where there are none, what the bot would say. A value not of Teams' form gets an empty list.
 * @param activity an invoke of the name composeExtension/query
 */
export function answerQuery({ lookup, now }: MessageExtensionParts, activity: Activity): MessagingExtensionResponse {
  const value = queryValue.safeParse(activity.value).data;
  const typed = value && typedIn(value.parameters);
  if (typed === undefined) return result([]);
  const { entries, message } = lookup.byText(typed, localeOf(activity), now());
  if (message !== undefined) return { composeExtension: { type: 'message', text: message } };
  const { skip, count = entries.length } = value?.queryOptions ?? { skip: 0 };
  return result(entries.slice(skip, skip + count).map((entry) => attachment(entry)));
}

/**
 * The card of the course that a pasted link belongs to; an empty list for any other link.
 * @param activity an invoke of the name composeExtension/queryLink
 */
export function answerLink({ lookup, now }: MessageExtensionParts, activity: Activity): MessagingExtensionResponse {
  const value = linkValue.safeParse(activity.value).data;
  const course = value && lookup.byLink(value.url, localeOf(activity), now());
  return result(course ? [attachment(course, { version: unfurledVersion })] : []);
}
