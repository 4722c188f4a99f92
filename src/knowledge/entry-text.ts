import { type languages } from '../language';
import type { Entry } from './schema';

/** Every sentence of an entry that tells what it is about, both languages, without what only the machine reads (ids, addresses, dates). */
export function entryText(entry: Entry): string {
  const skipped = new Set(['id', 'kind', 'links', 'related', 'processes', 'courses', 'replacedBy', 'parent', 'source', 'reviewed', 'owner', 'form', 'page', 'citations', 'verdict', 'heldBy', 'occasions', 'with']);
  const collect = (value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (Array.isArray(value)) return value.flatMap(collect);
    if (value !== null && typeof value === 'object') {
      return Object.entries(value).flatMap(([key, inner]) => (skipped.has(key) ? [] : collect(inner)));
    }
    return [];
  };
  return collect(entry).join('\n');
}

/** The short texts of an entry that say what belongs to it, one language: title, example documents, topics, contents. They are learned from beside the phrasings. */
export function describingTexts(entry: Entry, language: (typeof languages)[number]): string[] {
  const title = entry.title[language];
  switch (entry.kind) {
    case 'secrecy':
      return [title, entry.answer[language], ...entry.steps[language]];
    case 'area':
    case 'group':
    case 'process':
      return [title, entry.description[language], ...(entry.examples?.[language] ?? []), ...(entry.notes?.[language] ?? [])];
    case 'supplier':
      return [title, entry.about[language], ...entry.suppliers, ...entry.educationAreas.flatMap((area) => [area.title[language], ...(area.topics?.[language] ?? [])])];
    case 'framework':
      return [title, entry.about[language]];
    case 'course':
      return [title, entry.about[language], ...entry.contents[language]];
  }
}
