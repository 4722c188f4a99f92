import MiniSearch, { type AsPlainObject, type Options } from 'minisearch';
import type { Analysed, Analyser } from './analyse';
import type { Labelled } from './labelled';

/** What the index thinks of one label. */
export interface Retrieved {
  label: string;
  /** BM25 of the best phrasing, half the second and a third of the third, over what the question's words could reach at most. 0–1. */
  score: number;
  /** Words of the question (as stems) found in the best phrasing. */
  matched: string[];
}

/** Share of the nth best phrasing of an entry in its score. */
const shares = [1, 1 / 2, 1 / 3];

/** Content words of a text as stems; all words where nothing else is left ("vem är du"). */
export function terms(text: Analysed): string[] {
  const content = text.stems.filter((_, i) => !text.isStop[i]);
  return content.length > 0 ? content : text.stems;
}

/**
 * Words are looked up rarest first until so many phrasings have been touched: common words match nearly every phrasing, which
 * costs time and tells little. Keeps the slowest questions near the median.
 */
const mostPostings = 700;

export interface PhraseIndex {
  /** Labels by falling score. Texts in another language than the question's are found too, where they share words. */
  find(question: Analysed): Retrieved[];
  /** How rare a stem is among the phrasings: ln(N/df), and ln N for a stem that none holds. */
  rarity(stem: string): number;
  /** Whether any phrasing holds the stem. */
  knows(stem: string): boolean;
}

/** An index as plain data, for a snapshot. */
export interface StoredIndex {
  index: AsPlainObject;
  /** Stem → number of phrasings that hold it. */
  frequency: ReadonlyMap<string, number>;
}

const options: Options<{ id: number; terms: string[] }> = {
  fields: ['terms'],
  // Analysis is ours, and done before: MiniSearch is handed the stems.
  extractField: (document, field) => (field === 'id' ? String(document.id) : document.terms.join(' ')),
  tokenize: (text) => text.split(' '),
  processTerm: (term) => term || null,
  autoVacuum: false,
};

/** Indexes every phrasing as a document of its own, with MiniSearch. */
export function buildIndex(samples: readonly Labelled[], contentStems: Analyser['contentStems']): StoredIndex {
  const index = new MiniSearch(options);
  const frequency = new Map<string, number>();
  index.addAll(
    samples.map(({ text, language }, id) => {
      const stems = contentStems(text, language);
      for (const stem of new Set(stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
      return { id, terms: stems };
    }),
  );
  return { index: index.toJSON(), frequency };
}

/** Opens an index that was built of the same samples, in the same order. */
export function openIndex(samples: readonly Labelled[], { index: stored, frequency }: StoredIndex): PhraseIndex {
  const index = MiniSearch.loadJS(stored, options);
  const rarity = (stem: string) => Math.log(samples.length / (frequency.get(stem) ?? 1));

  return {
    rarity,
    knows: (stem) => frequency.has(stem),
    find(question) {
      let postings = 0;
      const asked = [...new Set(terms(question))]
        .sort((a, b) => rarity(b) - rarity(a))
        .filter((stem, i) => (postings += frequency.get(stem) ?? 0) <= mostPostings || i === 0);
      if (asked.length === 0) return [];
      // The score a phrasing would have that held each word once and nothing else; BM25 saturates just above 1 a word.
      const most = asked.reduce((sum, stem) => sum + rarity(stem), 0) || 1;
      const byLabel = new Map<string, Retrieved & { count: number }>();
      for (const result of index.search(asked.join(' '), { combineWith: 'OR' })) {
        const { label } = samples[Number(result.id)]!;
        const so = byLabel.get(label);
        if (!so) byLabel.set(label, { label, score: result.score / most, matched: result.queryTerms, count: 1 });
        else if (so.count < shares.length) so.score += (shares[so.count++]! * result.score) / most;
      }
      return [...byLabel.values()]
        .map(({ label, score, matched }) => ({ label, score: Math.min(1, score / 2), matched }))
        .sort((a, b) => b.score - a.score);
    },
  };
}
