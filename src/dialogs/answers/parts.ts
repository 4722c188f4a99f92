import type { Knowledge } from '../../knowledge/load';
import type { Entry, Text, Texts } from '../../knowledge/schema';
import type { Language } from '../../language';
import type { Block, Button } from '../reply';
import type { Say } from '../sentences';
import type { SentenceKey } from '../sentence-keys';
import type { Asked } from './asked';

/** What the rendering of an entry needs. */
export interface Showing {
  knowledge: Knowledge;
  say: (key: SentenceKey, values?: Record<string, string>) => string;
  language: Language;
  /** Calendar day in Sweden, YYYY-MM-DD: decides which occasions are past. */
  today: string;
  /** What a question said, where one led here. */
  asked?: Asked;
}

export function showing(knowledge: Knowledge, say: Say, language: Language, today: string): Showing {
  return { knowledge, language, today, say: (key, values) => say(language, key, values) };
}

/** The heading and the items of a list, or nothing where the entry has none. */
export function listOf(at: Showing, key: SentenceKey, items: Texts | undefined): Block[] {
  return items ? [{ type: 'list', title: at.say(key), items: items[at.language] }] : [];
}

/** Rows of facts: those that the entry has. */
export function factsOf(at: Showing, rows: [SentenceKey, Text | string | undefined][]): Block[] {
  const known = rows.flatMap(([key, value]) =>
    value === undefined ? [] : [{ label: at.say(key), value: typeof value === 'string' ? value : value[at.language] }],
  );
  return known.length > 0 ? [{ type: 'facts', rows: known }] : [];
}

/** "Förväxla inte": what decides between this entry and its nearest neighbours. */
export function contrastOf(at: Showing, entry: Entry): Block[] {
  if (entry.contrast.length === 0) return [];
  const items = entry.contrast.map((row) =>
    at.say('answers.contrastRow', { title: nameOf(at, row.with), text: row[at.language] }),
  );
  return [{ type: 'list', title: at.say('answers.contrast'), items }];
}

/** How an entry is called in a list or on a button: "2.6.5 Hantera utlämnande av handlingar", "Mobilnummer". */
export function nameOf({ knowledge, language }: Pick<Showing, 'knowledge' | 'language'>, id: string): string {
  const entry = knowledge.entries.get(id);
  if (!entry) return id;
  return 'code' in entry ? `${entry.code} ${entry.title[language]}` : entry.title[language];
}

/** Where the facts come from and when they were last reviewed. */
export function sourceOf(at: Showing, entry: Entry): Block {
  return { type: 'note', text: at.say('answers.sourceDocument', { source: entry.source, reviewed: entry.reviewed }) };
}

/** Buttons that lead to other entries, each once. */
export function buttonsTo(at: Pick<Showing, 'knowledge' | 'language'>, ids: Iterable<string>): Button[] {
  return [...new Set(ids)].map((id) => ({ title: nameOf(at, id), action: { v: 1, do: 'show', id, language: at.language } }));
}
