import type { Language } from '../language';
import type { Found } from '../search/found';
import { clean, words } from '../search/text';
import { offered } from './choices';
import { createCompletion } from './completion';
import { createCourseLinks } from './course-links';
import { listed, type Listed } from './preview';
import { examples, type Room } from './room';
import { createTitles } from './titles';
import { nothingFound } from './ways-on';

/** More than these nobody reads while typing. */
const mostEntries = 10;

/** Below this probability a hit is there by chance. */
const leastScore = 0.05;

/** In so few words, half typed, the language cannot be told by the words' likeness. */
const fewWords = 2;

export interface LookedUp {
  language: Language;
  /** Best first. */
  entries: Listed[];
  /** What is said where there are none. */
  message?: string;
}

/** Finds entries for people who write to each other: letter by letter, or by the address of a course. */
export interface Lookup {
  /** Never throws, whatever the text. Nothing readable gives the examples of the help. `locale` is the language of the person's Teams. */
  byText(text: string, locale: Language, now: Date): LookedUp;
  /** The course that the address belongs to. */
  byLink(address: string, locale: Language, now: Date): Listed | undefined;
}

/** The entries that the search would show or offer for this, and others that are not out of the question. */
function searched({ knowledge }: Room, found: Found): string[] {
  switch (found.outcome) {
    case 'none':
      return [];
    case 'action':
      return found.action?.id ? [found.action.id] : [...knowledge.entries.values()].flatMap(({ id, kind }) => (kind === 'course' ? [id] : []));
    default: {
      const likely = found.hits.filter(({ score }) => score >= leastScore).map(({ id }) => id);
      return found.outcome === 'choices' ? [...offered(found), ...likely] : likely;
    }
  }
}

/** What the bot would say instead of an answer, as plain text. */
function messageOf(room: Room, found: Found): string {
  return nothingFound(room, found).blocks.flatMap((block) => (block.type === 'lead' || block.type === 'text' ? [block.text] : [])).join(' ');
}

export function createLookup(room: Room): Lookup {
  const { knowledge, say, search } = room;
  const titled = createTitles(knowledge);
  const { knows, complete } = createCompletion(knowledge);
  const courseOf = createCourseLinks(knowledge);

  const rows = (ids: readonly string[], language: Language, now: Date) =>
    [...new Set(ids)].slice(0, mostEntries).flatMap((id) => listed(room, id, language, now) ?? []);

  /** The person's own language, unless the words are of the other one. */
  const languageOf = (text: string, locale: Language): Language => {
    const other = locale === 'sv' ? 'en' : 'sv';
    return !knows(text, locale) && knows(text, other) ? other : locale;
  };

  const find = (text: string, locale: Language): Found => {
    const language = words(text).length <= fewWords ? languageOf(text, locale) : undefined;
    const asTyped = search.find(text, language);
    // A code, a name or danger to life is meant as it stands: "brand" is not half of "brandskydd".
    if (asTyped.by === 'rule' || asTyped.aside?.kind === 'emergency') return asTyped;
    const completed = complete(text, asTyped.language);
    return completed === text ? asTyped : search.find(completed, language);
  };

  return {
    byText(text, locale, now) {
      const typed = clean(text);
      if (!/[\p{L}\p{N}]/u.test(typed)) {
        const ids = examples({ say }, locale).buttons.flatMap(({ title }) => search.find(title, locale).hits.slice(0, 1));
        return { language: locale, entries: rows(ids.map(({ id }) => id), locale, now) };
      }
      const found = find(typed, locale);
      const { language } = found;
      const fromSearch = searched(room, found);
      const sure = found.outcome === 'answer' ? fromSearch.slice(0, 1) : [];
      // Who may be in danger gets no list of titles instead of the number to call.
      const fromTitles = found.aside?.kind === 'emergency' ? [] : titled(words(typed));
      const entries = rows([...sure, ...fromTitles, ...fromSearch], language, now);
      return { language, entries, ...(entries.length > 0 ? {} : { message: messageOf(room, found) }) };
    },
    byLink(address, locale, now) {
      const id = courseOf(address);
      return id === undefined ? undefined : listed(room, id, locale, now);
    },
  };
}
