import { words } from '../search/text';
import type { Heard } from './heard';
import type { Offered } from './memory';

const isNoneOfThese = (action: unknown) => (action as { do?: unknown } | null)?.do === 'noneOfThese';

/**
 * The action of the button that somebody types instead of tapping: by its title, or, where the last reply let them choose, by its
 * place ("den första", "inget av dem"). Undefined for everything else. The action is still to be checked.
 */
export function typedButton(text: string, { buttons }: Offered, heard: Heard): unknown {
  const typed = words(text).join(' ');
  const named = buttons.find(({ title }) => words(title).join(' ') === typed);
  if (named) return named.action;
  const none = buttons.find(({ action }) => isNoneOfThese(action));
  const place = none ? heard.place(text) : null;
  if (place === null) return undefined;
  return place === 'none' ? none!.action : buttons.filter((button) => button !== none)[place]?.action;
}
