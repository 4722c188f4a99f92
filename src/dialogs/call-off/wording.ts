import type { Showing } from '../answers/parts';

/** What the manager's path needs to say something. */
export type Speaking = Pick<Showing, 'knowledge' | 'say' | 'language'>;

/** The items of a list that stands as one sentence, apart by "|". */
export function listed(text: string): string[] {
  return text.split('|').map((item) => item.trim());
}

/** A number in words, as far as the words go. */
export function inWords({ say }: Pick<Speaking, 'say'>, number: number): string {
  return listed(say('call-off.numbers'))[number - 1] ?? String(number);
}

/** "Rezon", "Rezon och Team Fusion". */
export function together({ say }: Pick<Speaking, 'say'>, names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : say('call-off.and', { a: names.slice(0, -1).join(', '), b: names.at(-1)! });
}

/** A text that begins a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
