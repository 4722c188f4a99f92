import type { Language } from '../language';
import type { Action } from './action';

/**
 * What the bot says, independent of where it is shown: Teams makes a card of it, the command line makes text.
 * All strings are plain text; whoever shows them escapes them for the place.
 */
export type Block =
  /** What to do, in two or three words: "Lämna inte ut". */
  | { type: 'verdict'; text: string }
  /** The direct answer. */
  | { type: 'lead'; text: string }
  | { type: 'text'; text: string }
  /** Small print: guidance, dates, whom to ask. */
  | { type: 'note'; text: string }
  | { type: 'steps'; title: string; items: string[] }
  | { type: 'list'; title: string; items: string[] }
  | { type: 'facts'; rows: { label: string; value: string }[] }
  | { type: 'links'; title: string; items: Link[] }
  /** Shown on demand. */
  | { type: 'fold'; title: string; blocks: Block[] };

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
  title?: string;
  blocks: Block[];
  /** What the buttons below lead to: "Liknande frågor", "Menade du". */
  buttonsTitle?: string;
  buttons: Button[];
}
