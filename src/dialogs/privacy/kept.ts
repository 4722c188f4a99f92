import { dayInSweden } from '../../day';
import type { Delivery } from '../../reminders/delivery';
import { nameOf } from '../answers/parts';
import { dayWithWeekday } from '../dates';
import { courseName, lineName } from '../reminders/names';
import type { Block, Reply } from '../reply';
import { button, counted, type OfPlace, type Place } from './place';
import type { Kept } from './ports';

const opening: OfPlace = { personal: 'privacy.keptPersonal', group: 'privacy.keptGroup', channel: 'privacy.keptChannel' };
const nothing: OfPlace = { personal: 'privacy.nothingPersonal', group: 'privacy.nothingGroup', channel: 'privacy.nothingChannel' };
const forgetTitle: OfPlace = { personal: 'privacy.buttonForgetMe', group: 'privacy.buttonForgetGroup', channel: 'privacy.buttonForgetChannel' };

/** A card of Teams holds 28 KB; each line stands in it twice. */
const mostLines = 10;
/** Of the reminders the newest are shown; all of them would say little more. */
const mostDeliveries = 3;

function listOf(title: string, items: readonly string[]): Block[] {
  return items.length > 0 ? [{ type: 'list', title, items: items.slice(0, mostLines) }] : [];
}

function dayOf({ language }: Place, at: Date): string {
  return dayWithWeekday(dayInSweden(at), language);
}

/** Where the conversation is reached, its language, and what was shown in it. */
function basics(here: Place, { conversation, activities }: Kept): string[] {
  const { say } = here;
  return [
    ...(conversation ? [say('privacy.address')] : []),
    ...(conversation?.reachable === false ? [say('privacy.unreachable')] : []),
    ...(conversation?.language ? [say(conversation.language === 'sv' ? 'privacy.choseSwedish' : 'privacy.choseEnglish')] : []),
    ...(conversation && conversation.shown.length > 0 ? [say('privacy.shown', { titles: conversation.shown.map(({ id }) => nameOf(here, id)).join('; ') })] : []),
    ...(activities.length > 0 ? [counted(here, activities.length, 'privacy.oneMessage', 'privacy.messages')] : []),
  ];
}

function courses(here: Place, { subscriptions }: Kept): string[] {
  return subscriptions.map(({ course, following }) => (following ? lineName(here, course) : here.say('privacy.exception', { course: lineName(here, course) })));
}

/** An occasion as somebody would say it, also one that is gone: its key begins with the day. */
function occasionName(here: Place, key: string): string {
  const [, date, place] = /^(\d{4}-\d\d-\d\d) (.+)$/s.exec(key) ?? [];
  return date && place && !Number.isNaN(Date.parse(date)) ? here.say('privacy.occasion', { date: dayWithWeekday(date, here.language), place }) : key;
}

function deliveryLine(here: Place, { course, occasion, sentAt, dueAt, tryAt }: Delivery): string {
  const values = { course: courseName(here, course), occasion: occasionName(here, occasion), day: dayOf(here, sentAt ?? dueAt) };
  if (sentAt) return here.say('privacy.deliverySent', values);
  return here.say(tryAt ? 'privacy.deliveryPlanned' : 'privacy.deliveryNotSent', values);
}

/** How many reminders were sent, are planned, or came to nothing; then the newest of them. */
function deliveries(here: Place, { deliveries: all }: Kept): string[] {
  const sent = all.filter(({ sentAt }) => sentAt).length;
  const planned = all.filter(({ sentAt, tryAt }) => !sentAt && tryAt).length;
  const rest = all.length - sent - planned;
  const newest = all.toSorted((a, b) => (b.sentAt ?? b.dueAt).getTime() - (a.sentAt ?? a.dueAt).getTime()).slice(0, mostDeliveries);
  return [
    ...(sent > 0 ? [counted(here, sent, 'privacy.oneSent', 'privacy.sent')] : []),
    ...(planned > 0 ? [counted(here, planned, 'privacy.onePlanned', 'privacy.planned')] : []),
    ...(rest > 0 ? [counted(here, rest, 'privacy.oneNotSent', 'privacy.notSent')] : []),
    ...newest.map((one) => deliveryLine(here, one)),
  ];
}

/** The technical side, for whoever wants all of it: how Teams names the conversation. */
function technical(here: Place, { conversation }: Kept): Block[] {
  if (!conversation) return [];
  const { reference, updatedAt } = conversation;
  const rows = [
    { label: here.say('privacy.idOfConversation'), value: reference.id },
    { label: here.say('privacy.idOfBot'), value: reference.botId },
    { label: here.say('privacy.idOfTenant'), value: reference.tenantId ?? '' },
    { label: here.say('privacy.service'), value: `${reference.channelId}, ${reference.serviceUrl}` },
    { label: here.say('privacy.changed'), value: dayOf(here, updatedAt) },
  ];
  return [{ type: 'fold', title: here.say('privacy.technical'), blocks: [{ type: 'facts', rows: rows.filter(({ value }) => value !== '') }] }];
}

/** What is not kept about anybody, and what is kept without telling whose it is. */
function notKept({ room: { feedback, questions }, say }: Place): Block[] {
  return [
    { type: 'text', text: say(questions ? 'privacy.noNames' : 'privacy.noNamesNoQuestions') },
    ...(questions ? [{ type: 'text', text: say('privacy.questionsKept', { days: String(questions.days) }) } as const] : []),
    ...(feedback ? [{ type: 'text', text: say('privacy.feedbackKept') } as const] : []),
  ];
}

/** All that is stored about the conversation in plain words, what is not, and the way to have it deleted. */
export async function keptReply(here: Place): Promise<Reply> {
  const { privacy, conversation: { id, kind }, language, say } = here;
  const kept = await privacy.kept(id);
  const lists = [
    ...listOf(say('privacy.saved'), basics(here, kept)),
    ...listOf(say('privacy.courses'), courses(here, kept)),
    ...listOf(say('privacy.registrations'), kept.registrations.map(({ course, occasion }) => say('privacy.registration', { course: lineName(here, course), occasion: occasionName(here, occasion) }))),
    ...listOf(say('privacy.reminders'), deliveries(here, kept)),
  ];
  const isEmpty = lists.length === 0;
  return {
    language,
    blocks: [{ type: 'lead', text: say(isEmpty ? nothing[kind] : opening[kind]) }, ...lists, ...notKept(here), ...technical(here, kept)],
    buttons: isEmpty ? [] : [button(here, forgetTitle[kind], 'forget')],
  };
}
