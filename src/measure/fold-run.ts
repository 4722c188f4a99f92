import type { Language } from '../language';
import type { LanguageData } from '../knowledge/schema';
import { createAnalyser } from '../search/analyse';
import type { RankingWeights } from '../search/ranker';
import { createLearnedRanker } from '../search/ranker';
import { isEntry } from '../search/labelled';
import { trainModel } from '../search/model/train-model';
import { buildIndex, openIndex } from '../search/phrase-index';
import type { Fold } from './folds';

/** What a fold needs; plain data, so that it can cross to a worker thread. */
export interface FoldTask {
  fold: Fold;
  language: Record<Language, LanguageData>;
  ranking: RankingWeights;
}

export interface FoldResult {
  held: number;
  first: number;
  three: number;
  byLanguage: Record<Language, { held: number; first: number }>;
}

/** Trains on four fifths and lets each held phrasing look for its entry. The language is taken as known. */
export function runFold({ fold, language, ranking }: FoldTask): FoldResult {
  const { analyse, contentStems } = createAnalyser(language);
  const model = trainModel(fold.train, analyse, '');
  const rank = createLearnedRanker(model, ranking, openIndex(fold.train, buildIndex(fold.train, contentStems)));
  const result: FoldResult = { held: 0, first: 0, three: 0, byLanguage: { sv: { held: 0, first: 0 }, en: { held: 0, first: 0 } } };
  for (const { text, language: of, label } of fold.held) {
    const hits = rank(analyse(text, of)).ranked.filter((one) => isEntry(one.label)).slice(0, 3).map((one) => one.label);
    const found = hits[0] === label;
    result.held++;
    result.byLanguage[of].held++;
    if (found) {
      result.first++;
      result.byLanguage[of].first++;
    }
    if (hits.includes(label)) result.three++;
  }
  return result;
}
