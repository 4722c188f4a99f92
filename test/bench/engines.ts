import { create, insertMultiple, search as oramaSearch } from '@orama/orama';
import FlexSearch from 'flexsearch';
import Database from 'libsql';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { assemble } from '../../src/assemble';
import { entryText } from '../../src/knowledge/entry-text';
import type { Knowledge } from '../../src/knowledge/load';

/** Something that can be asked: gives entry ids, best first. */
export interface Engine {
  name: string;
  build(knowledge: Knowledge): Promise<(question: string) => string[] | Promise<string[]>>;
}

interface Document {
  id: string;
  title: string;
  text: string;
}

/** What each stock library is given: the same entries with all their text, phrasings included. */
export function documents(knowledge: Knowledge): Document[] {
  return [...knowledge.entries.values()].map((entry) => ({ id: entry.id, title: `${entry.title.sv} ${entry.title.en}`, text: entryText(entry) }));
}

const plainWords = (question: string) => question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const ours: Engine = {
  name: 'Vägvisaren',
  build: () => {
    const { search } = assemble();
    return Promise.resolve((question) => search.find(question).hits.map(({ id }) => id));
  },
};

const stockMiniSearch: Engine = {
  name: 'MiniSearch, stock',
  build: (knowledge) => {
    const index = new MiniSearch<Document>({ fields: ['title', 'text'] });
    index.addAll(documents(knowledge));
    return Promise.resolve((question) => index.search(question).map(({ id }) => String(id)));
  },
};

const lunrSwedish: Engine = {
  name: 'lunr (sv)',
  build: async (knowledge) => {
    const { default: stemmerSupport } = await import('lunr-languages/lunr.stemmer.support.js' as string) as { default: (of: typeof lunr) => void };
    const { default: swedish } = await import('lunr-languages/lunr.sv.js' as string) as { default: (of: typeof lunr) => void };
    stemmerSupport(lunr);
    swedish(lunr);
    const index = lunr(function () {
      this.use((lunr as unknown as { sv: lunr.Builder.Plugin }).sv);
      this.field('title');
      this.field('text');
      for (const document of documents(knowledge)) this.add(document);
    });
    return (question) =>
      index
        .query((query) => {
          for (const word of plainWords(question)) query.term(word, {});
        })
        .map(({ ref }) => ref);
  },
};

const orama: Engine = {
  name: 'Orama (sv)',
  build: async (knowledge) => {
    const database = create({ schema: { id: 'string', title: 'string', text: 'string' } as const, language: 'swedish' });
    await insertMultiple(database, documents(knowledge));
    return async (question) => (await oramaSearch(database, { term: question, properties: ['title', 'text'], limit: 10 })).hits.map(({ document }) => document.id);
  },
};

const flexSearch: Engine = {
  name: 'FlexSearch',
  build: (knowledge) => {
    const index = new FlexSearch.Index({ tokenize: 'forward' });
    for (const { id, title, text } of documents(knowledge)) index.add(id, `${title} ${text}`);
    return Promise.resolve((question) => (index.search(question, { limit: 10, suggest: true }) as (string | number)[]).map(String));
  },
};

const sqlite: Engine = {
  name: 'SQLite FTS5',
  build: (knowledge) => {
    const database = new Database(':memory:');
    database.exec("CREATE VIRTUAL TABLE entries USING fts5(id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')");
    const insert = database.prepare('INSERT INTO entries VALUES (?, ?, ?)');
    for (const { id, title, text } of documents(knowledge)) insert.run(id, title, text);
    const query = database.prepare('SELECT id FROM entries WHERE entries MATCH ? ORDER BY rank LIMIT 10');
    return Promise.resolve((question) => {
      const words = plainWords(question);
      if (words.length === 0) return [];
      return (query.all(words.map((word) => `"${word}"`).join(' OR ')) as { id: string }[]).map(({ id }) => id);
    });
  },
};

export const engines: Engine[] = [ours, stockMiniSearch, lunrSwedish, orama, flexSearch, sqlite];
