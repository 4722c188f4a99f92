import { createDialogs } from '../../src/dialogs/converse';
import { nothingRemembered, type Memory, type Remembered } from '../../src/dialogs/memory';
import { plainText } from '../../src/dialogs/plain-text';
import type { Button, Reply } from '../../src/dialogs/reply';
import { welcomeReply } from '../../src/dialogs/welcome';
import type { Language } from '../../src/language';
import type { Conversation } from '../../src/reminders/conversation';
import type { Found } from '../../src/search/found';
import { createFakeReminderBook } from './fake-reminder-book';
import { now } from './product';
import { roomOf2019 } from './reminder-scene';

/** What a person does: types, taps a button of the latest reply or of an earlier one, taps a card of which only the data is left. */
type Does =
  | { say: string }
  | { tap: string }
  | { tapOld: string }
  | { action: unknown }
  /** The bot is added, and says its first words. */
  | { added: Conversation['kind'] };

/** What the reply must hold, besides what every reply must. Left out: anything. */
interface Expected {
  /** The entry that is shown; null: none. */
  entry?: string | null;
  title?: string;
  contains?: string | readonly string[];
  not?: string | readonly string[];
  /** These are among the buttons. */
  buttons?: readonly string[];
  /** Where it is not the language of the walk. */
  language?: Language;
}

/** `later`: so many minutes after the step before, 1 where nothing says. */
export type Step = Does & Expected & { later?: number };

export interface Walk {
  name: string;
  language: Language;
  /** Where it is walked, in a person's own chat where nothing says. */
  kind?: Conversation['kind'];
  /** When it begins, where courses need coming dates. */
  from?: Date;
  steps: readonly Step[];
}

/** A step that was taken. */
export interface Taken {
  step: Step;
  reply: Reply;
  /** Everything that is said, buttons too, in one text. */
  text: string;
  /** What the search made of what was typed. */
  found?: Found;
  language: Language;
  /** The replies before, newest first. */
  before: readonly Reply[];
}

export function flat(reply: Reply): string {
  return plainText(reply, { width: Infinity, strong: (text) => text, faint: (text) => text });
}

function rememberingEverything(): Memory {
  const kept = new Map<string, Remembered>();
  return {
    recall: async (conversation) => kept.get(conversation) ?? nothingRemembered,
    keep: async (conversation, remembered) => void kept.set(conversation, remembered),
  };
}

function buttonOf(title: string, replies: readonly Reply[]): Button {
  const button = replies.flatMap(({ buttons }) => buttons).find((one) => one.title === title);
  if (!button) throw new Error(`There is no button "${title}" among: ${replies.flatMap(({ buttons }) => buttons.map((one) => one.title)).join(', ')}`);
  return button;
}

/** Takes the steps of a walk against the shipped product with the courses of 2019, as Teams would: what was shown is remembered once it was sent. */
export async function play({ language, kind = 'personal', from = now, steps }: Walk): Promise<Taken[]> {
  const room = roomOf2019();
  const dialogs = createDialogs({ ...room, reminders: createFakeReminderBook(), memory: rememberingEverything() });
  const conversation: Conversation = { id: `the ${kind}`, kind, serviceUrl: 'https://smba.example/', botId: '28:bot', channelId: 'msteams' };
  const taken: Taken[] = [];
  let time = from.getTime();
  for (const step of steps) {
    time += (step.later ?? 1) * 60_000;
    const before = taken.map(({ reply }) => reply).reverse();
    const answer = async (text: string, action?: unknown): Promise<Pick<Taken, 'reply' | 'found'>> => {
      const { keep, ...answered } = await dialogs.answer({ text, ...(action === undefined ? {} : { action }), conversation, now: new Date(time) });
      await keep(`message ${taken.length}`);
      return answered;
    };
    const answered = await (() => {
      if ('say' in step) return answer(step.say);
      if ('action' in step) return answer('', step.action);
      if ('added' in step) return { reply: welcomeReply(room, step.added, language) };
      return answer('', 'tap' in step ? buttonOf(step.tap, before.slice(0, 1)).action : buttonOf(step.tapOld, before.slice(1)).action);
    })();
    taken.push({ ...answered, step, text: flat(answered.reply), language: step.language ?? language, before });
  }
  return taken;
}

function asked(text: string | readonly string[] | undefined): readonly string[] {
  return typeof text === 'string' ? [text] : (text ?? []);
}

/** In which way a reply is not what its step expects. */
export function unexpected({ step, reply, text }: Taken): string[] {
  const titles = reply.buttons.map(({ title }) => title);
  return [
    ...(step.entry !== undefined && (reply.entry ?? null) !== step.entry ? [`shows ${reply.entry ?? 'no entry'}, not ${step.entry ?? 'none'}`] : []),
    ...(step.title !== undefined && reply.title !== step.title ? [`is called "${reply.title ?? ''}"`] : []),
    ...asked(step.contains).filter((part) => !text.includes(part)).map((part) => `does not say "${part}"`),
    ...asked(step.not).filter((part) => text.includes(part)).map((part) => `says "${part}"`),
    ...asked(step.buttons).filter((title) => !titles.includes(title)).map((title) => `has no button "${title}"`),
  ];
}
