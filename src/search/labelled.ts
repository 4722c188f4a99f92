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

export type LabelKind = 'secrecy' | 'process' | 'group' | 'area' | 'supplier' | 'framework' | 'course' | 'outside' | 'smalltalk' | 'command';

/** "secrecy" of "secrecy/mobile-number". */
export function kindOf(label: string): LabelKind {
  return label.slice(0, label.indexOf('/')) as LabelKind;
}

/** "mobile-number" of "secrecy/mobile-number". */
export function nameOf(label: string): string {
  return label.slice(label.indexOf('/') + 1);
}

/** Whether the label is something the bot can show, rather than a topic outside, small talk or a command. */
export function isEntry(label: string): boolean {
  const kind = kindOf(label);
  return kind !== 'outside' && kind !== 'smalltalk' && kind !== 'command';
}
