import type { Language } from '../language';
import type { Action } from './action';

/**
 * What the bot says, independent of where it is shown: Teams makes a card of it, the command line makes text.
 * All strings are plain text; whoever shows them escapes them for the place.
 */
export type Block =
  /** What to do, in two or three words: "Lämna inte ut". The tone only underlines what the words say. */
  | { type: 'verdict'; text: string; tone: Tone }
  /** The direct answer. */
  | { type: 'lead'; text: string }
  | { type: 'text'; text: string }
  /** Small print: guidance, dates, whom to ask. */
  | { type: 'note'; text: string }
  | { type: 'steps'; title: string; items: string[] }
  | { type: 'list'; title: string; items: string[] }
  /** A text to copy as it stands, line by line. */
  | { type: 'copy'; title: string; lines: string[] }
  | { type: 'facts'; rows: { label: string; value: string }[] }
  | { type: 'links'; title: string; items: Link[] }
  /** Shown on demand. */
  | { type: 'fold'; title: string; blocks: Block[] };

/** stop: do not; careful: assess first; go: may or must; plain: anything else. */
export type Tone = 'stop' | 'careful' | 'go' | 'plain';

export interface Link {
  text: string;
  /** Left out where no address is known. */
  address?: string;
}

export interface Button {
  title: string;
  action: Action;
}

export interface Reply {
  language: Language;
  /** The entry that is shown, for what is asked next. */
  entry?: string;
  title?: string;
  blocks: Block[];
  /** What the buttons below lead to: "Liknande frågor", "Menade du". */
  buttonsTitle?: string;
  buttons: Button[];
  /** An answer may be judged: "Hjälpte det?". Left out where Teams asks by thumbs of its own. */
  feedback?: { title: string; buttons: Button[] };
}
