import { dayInSweden } from '../../day';
import type { Language } from '../../language';
import type { Conversation } from '../../reminders/conversation';
import type { Delivery } from '../../reminders/delivery';
import { occasionKey } from '../../reminders/occasion';
import type { SnoozeChoice } from '../../reminders/snooze';
import { possibleSnoozes } from '../../reminders/wanted';
import { canRegister, comingOccasions, describeOccasion } from '../answers/occasions';
import { showing, type Showing } from '../answers/parts';
import { dayWithWeekday } from '../dates';
import type { Block, Button, Reply } from '../reply';
import type { Room } from '../room';
import type { SentenceKey } from '../sentence-keys';
import { remindersButton, showButtons, stopButton } from './buttons';
import { digestReply } from './digest';
import { lastDaySentence, newsIn, type News } from './news';
import { why } from './why';

const snoozeTitles: Record<SnoozeChoice, SentenceKey> = {
  tomorrow: 'reminders.buttonTomorrow',
  threeDays: 'reminders.buttonThreeDays',
  lastDay: 'reminders.buttonLastDay',
};

/** Others to choose instead of an occasion that is cancelled. */
function instead(at: Showing, { course }: News): Block {
  const others = comingOccasions(at, course).filter((occasion) => canRegister(at, occasion));
  return others.length > 0
    ? { type: 'list', title: at.say('reminders.otherDates'), items: others.map((occasion) => describeOccasion(at, occasion)) }
    : { type: 'text', text: at.say('answers.noComingOccasion') };
}

function blocksOf(at: Showing, news: News): Block[] {
  const { course, occasion, kind } = news;
  const { language, say } = at;
  const date = dayWithWeekday(occasion.date, language);
  if (kind === 'cancelled') {
    return [
      { type: 'lead', text: say('reminders.cancelledOccasion', { date, place: occasion.place }) },
      { type: 'text', text: say('reminders.cancelledAsk') },
      instead(at, news),
    ];
  }
  const isNew = kind === 'new';
  return [
    ...(isNew ? [{ type: 'lead', text: say('reminders.newOccasion', { course: course.title[language] }) } satisfies Block] : []),
    { type: isNew ? 'text' : 'lead', text: lastDaySentence(at, occasion) },
    { type: 'facts', rows: [{ label: say('reminders.date'), value: date }, { label: say('reminders.place'), value: occasion.place }] },
    ...(course.links.length > 0
      ? [{ type: 'links', title: say('reminders.toRegister'), items: course.links.map(({ title, address }) => ({ text: title[language], address })) } satisfies Block]
      : []),
  ];
}

/** In a chat of several people nobody answers for the others: there it can only be stopped. */
function buttonsOf(at: Showing, { course: { id: course }, occasion, kind }: News, isPersonal: boolean, now: Date): Button[] {
  const { language, say } = at;
  const stop = stopButton(at, course, isPersonal);
  if (!isPersonal) return [stop];
  if (kind === 'cancelled') return [...showButtons(at, course), remindersButton(at, isPersonal), stop];
  const name = { v: 1, course, occasion: occasionKey(occasion), language } as const;
  const later = occasion.lastRegistration ? possibleSnoozes(occasion.lastRegistration, now) : [];
  return [
    ...later.map((until): Button => ({ title: say(snoozeTitles[until]), action: { ...name, do: 'snooze', until } })),
    { title: say('reminders.buttonRegistered'), action: { ...name, do: 'registered' } },
    stop,
  ];
}

/**
 * The message for what is due to one conversation, by what is known at `now`.
 * Null when nothing of it holds any more: the occasions are gone, full, over or held after all.
 */
export function reminderReply(
  { knowledge, say }: Pick<Room, 'knowledge' | 'say'>,
  { conversation: { kind }, language }: { conversation: Pick<Conversation, 'kind'>; language: Language },
  deliveries: readonly Delivery[],
  now: Date,
): Reply | null {
  const at = showing(knowledge, say, language, dayInSweden(now));
  const news = newsIn(at, deliveries);
  const [only, second] = news;
  if (!only) return null;
  if (second) return digestReply(at, news, kind);
  const title = only.course.title[language];
  return {
    language,
    title,
    blocks: [...blocksOf(at, only), why(at, kind, title)],
    buttons: buttonsOf(at, only, kind === 'personal', now),
  };
}
