import type { EntryKind } from '../knowledge/schema';
import type { Language } from '../language';

/**
 * A text that people type and what it should lead to: an entry id ("secrecy/mobile-number"), a topic outside
 * ("outside/it-support"), small talk ("smalltalk/thanks") or a reminder command ("command/subscribe").
 */
export interface Labelled {
  text: string;
  language: Language;
  label: string;
  /** Set on texts of the entry itself (title, examples, topics), which are learned from but are not what people type. */
  describes?: true;
}

export type LabelKind = EntryKind | 'outside' | 'smalltalk' | 'command';

/** Each kind, and whether it is something the bot can show, rather than a topic outside, small talk or a command. */
const shown: Readonly<Record<LabelKind, boolean>> = {
  secrecy: true,
  area: true,
  group: true,
  process: true,
  supplier: true,
  framework: true,
  course: true,
  outside: false,
  smalltalk: false,
  command: false,
};

function isKind(text: string): text is LabelKind {
  return Object.hasOwn(shown, text);
}

/**
 * "secrecy" of "secrecy/mobile-number".
 * @throws Error for a text that is no label: labels come from checked knowledge, never from a person.
 */
export function kindOf(label: string): LabelKind {
  const kind = label.slice(0, label.indexOf('/'));
  if (!isKind(kind)) throw new Error(`"${label}" is of no kind that can be found.`);
  return kind;
}

/** "mobile-number" of "secrecy/mobile-number". */
export function nameOf(label: string): string {
  return label.slice(label.indexOf('/') + 1);
}

/** Whether the label is something the bot can show, rather than a topic outside, small talk or a command. */
export function isEntry(label: string): boolean {
  return shown[kindOf(label)];
}
