import type { Knowledge } from '../knowledge/load';
import type { Entry } from '../knowledge/schema';
import { languages } from '../language';
import { words } from '../search/text';

/** What an entry is called: its code, and the words of its title, folded, in each language. */
interface Name {
  id: string;
  code?: string;
  titles: string[][];
}

function nameOf(entry: Entry): Name {
  return { id: entry.id, ...('code' in entry ? { code: entry.code } : {}), titles: languages.map((language) => words(entry.title[language])) };
}

const byCode = new Intl.Collator('en', { numeric: true }).compare;

/** What stands higher in the structure first, 2.9 before 2.10; names without a code keep their order, before those with one. */
function byPlace({ code: a = '' }: Name, { code: b = '' }: Name): number {
  return (a ? a.split('.').length : 0) - (b ? b.split('.').length : 0) || byCode(a, b);
}

/** How well a name fits what has been typed so far, 0 best; nothing where it does not. */
function fit({ code, titles }: Name, typed: readonly string[]): number | undefined {
  const text = typed.join(' ');
  if (code === text || titles.some((title) => title.join(' ') === text)) return 0;
  if (code?.startsWith(`${text}.`) || titles.some((title) => `${title.join(' ')} `.startsWith(`${text} `))) return 1;
  if (titles.some((title) => title.join(' ').startsWith(text))) return 2;
  const all = titles.some((title) => typed.every((start) => [...(code ? [code] : []), ...title].some((word) => word.startsWith(start))));
  return all ? 3 : undefined;
}

/**
 * Finds entries by what they are called while somebody is typing: every word typed begins the code or a word of the title,
 * in either language.
 * @returns a function from folded words (`words` of search/text) to entry ids, best first
 */
export function createTitles(knowledge: Knowledge): (typed: readonly string[]) => string[] {
  const names = [...knowledge.entries.values()].map(nameOf);
  return (typed) => {
    if (typed.length === 0) return [];
    const fitting = names.flatMap((name) => {
      const rank = fit(name, typed);
      return rank === undefined ? [] : [{ name, rank }];
    });
    return fitting.toSorted((a, b) => a.rank - b.rank || byPlace(a.name, b.name)).map(({ name }) => name.id);
  };
}
