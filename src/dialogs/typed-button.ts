import { words } from '../search/text';
import type { Heard } from './heard';
import type { Offered } from './memory';

const doing = (action: unknown) => (action as { do?: unknown } | null)?.do;
/** What the buttons of a list do: on other replies "ettan" is the first in rank, not the first button. */
const ofLists: readonly unknown[] = ['show', 'areas', 'noneOfThese'];

/**
 * The action of the button that somebody types instead of tapping: by its title, or, where the buttons are a list to choose from, by its
 * place ("den första", "inget av dem"). Undefined for everything else. The action is still to be checked.
 */
export function typedButton(text: string, { buttons }: Offered, heard: Heard): unknown {
  const typed = words(text).join(' ');
  const named = buttons.find(({ title }) => words(title).join(' ') === typed);
  if (named) return named.action;
  const place = buttons.every(({ action }) => ofLists.includes(doing(action))) ? heard.place(text) : null;
  if (place === null) return undefined;
  if (place === 'none') return buttons.find(({ action }) => doing(action) === 'noneOfThese')?.action;
  return buttons.filter(({ action }) => doing(action) === 'show')[place]?.action;
}
