import type { Language } from '../language';

/** An entry that a conversation was about, and where on the manager's path. */
export interface LastShown {
  /** An entry's id. */
  id: string;
  /** The supplier to ask now: 1 where nothing says. */
  rank?: number | undefined;
  /** What in the area it is about, as a button carries it. */
  topic?: string | undefined;
}

/** An entry that was shown. */
export interface Shown extends LastShown {
  at: Date;
  /** Teams' id of the message that shows it. */
  message?: string | undefined;
}

/** The buttons of a reply, for those who type what they could tap. */
export interface Offered {
  at: Date;
  language: Language;
  /** The actions are checked again when they are taken. */
  buttons: readonly { title: string; action: unknown }[];
}

/** What is remembered of a conversation between its turns, so that any instance can take the next one. Nothing that was typed. */
export interface Remembered {
  /** Chosen in so many words; null: the bot answers in the language it is asked in. */
  language: Language | null;
  /** Newest first. */
  shown: readonly Shown[];
  /** What the last reply led on to; null where it led nowhere. */
  offered: Offered | null;
}

/** Keeps what is remembered. Every method throws VagvisarenError STORE_UNAVAILABLE. */
export interface Memory {
  recall(conversation: string): Promise<Remembered>;
  /** Of a conversation that is not known nothing is kept. */
  keep(conversation: string, remembered: Remembered, now: Date): Promise<void>;
}

export const nothingRemembered: Remembered = { language: null, shown: [], offered: null };

/** For "tillbaka" a few steps are enough. */
const mostShown = 5;
/** After so long a question is a new one, not one that leans on the last answer: milliseconds. */
const freshFor = 30 * 60 * 1000;

/** What was shown so lately that the next question may lean on it. */
export function freshlyShown({ shown }: Remembered, now: Date): readonly Shown[] {
  return shown.filter(({ at }) => now.getTime() - at.getTime() < freshFor);
}

/** What was offered so lately that the next message may take it. */
export function freshlyOffered({ offered }: Remembered, now: Date): Offered | null {
  return offered && now.getTime() - offered.at.getTime() < freshFor ? offered : null;
}

/** The same with an entry shown now. Shown twice in a row it counts once. */
export function withShown(remembered: Remembered, last: Omit<Shown, 'at'>, now: Date): Remembered {
  const before = freshlyShown(remembered, now);
  return { ...remembered, shown: [{ ...last, at: now }, ...(before[0]?.id === last.id ? before.slice(1) : before)].slice(0, mostShown) };
}
