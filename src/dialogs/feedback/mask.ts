import { clean } from '../../search/text';
import type { FirstNames } from './first-names';
import { createNameFinder } from './mask-names';
import { maskNumbers, placeholders, type Placeholder } from './mask-numbers';
import type { Masked } from './ports';

/** Signs of nobody's alphabet (private use, which `clean` takes out of what comes in): they stand for placeholders meanwhile. */
const firstSign = 0xe000;
const kinds = Object.keys(placeholders) as Placeholder[];
const signOf = (what: Placeholder) => String.fromCharCode(firstSign + kinds.indexOf(what));

/**
 * Takes out of a text what tells who somebody is: identity numbers, telephone numbers, e-mail addresses, links, names, and any other
 * long number. It takes rather one too many than one too few, and still cannot know every name: what it leaves is for few eyes.
 * @param knows whether the knowledge has a folded word: a capital on any other word inside a sentence is taken for a name
 */
export function createMask(firstNames: FirstNames, knows: (folded: string) => boolean): (text: string) => Masked {
  const namesIn = createNameFinder(firstNames, knows);
  return (text) => {
    const readable = clean(text.normalize('NFKC'));
    const numberless = maskNumbers(readable, signOf);
    const names = namesIn(numberless);
    const nameless = names.reduceRight((so, { from, to }) => so.slice(0, from) + signOf('name') + so.slice(to), numberless);
    return kinds.reduce((so, what) => so.replaceAll(signOf(what), placeholders[what]), nameless) as Masked;
  };
}
