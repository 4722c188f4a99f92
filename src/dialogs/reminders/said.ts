import type { Block } from '../reply';

/** Sentences as paragraphs, the first of them the direct answer. */
export function said(sentences: readonly string[]): Block[] {
  return sentences.map((text, i) => ({ type: i === 0 ? 'lead' : 'text', text }));
}
