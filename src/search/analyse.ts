import { languages, type Language } from '../language';
import { longestExpression, type LanguageData } from '../knowledge/schema';
import { createStemmer } from './stem';
import { askingPart, fold, markedWords, words } from './text';

/** Words of a text taken apart. Everything is folded; order is kept. */
export interface Passage {
  /** Words as written. */
  words: string[];
  /** The stem of each word, same positions. */
  stems: string[];
  /** Whether the word carries grammar rather than topic, same positions. */
  isStop: boolean[];
  /** Concepts that the words express, each once. */
  concepts: string[];
}

/** A whole text taken apart, and the part of it that asks. */
export interface Analysed extends Passage {
  language: Language;
  asking: Passage;
}

export type Analyse = (text: string, language: Language) => Analysed;

export interface Analyser {
  analyse: Analyse;
  /** Only the stems that carry topic (all, where nothing else is left): what the index needs, in a tenth of the time. */
  contentStems: (text: string, language: Language) => string[];
}

/** Folded stems this short mean too many things (läsa, lås and LAS are all "las"): such a word counts only as it is written. */
const longestAmbiguous = 3;

interface Expressions {
  /** Stems of an expression, joined by spaces → concepts. */
  byStems: Map<string, string[]>;
  /** A short word with its diacritics → concepts. */
  exact: Map<string, string[]>;
}

function expressionTable(concepts: Record<string, string[]>, stem: (word: string) => string): Expressions {
  const table: Expressions = { byStems: new Map(), exact: new Map() };
  const add = (to: Map<string, string[]>, key: string, concept: string) => to.set(key, [...(to.get(key) ?? []), concept]);
  for (const [concept, expressions] of Object.entries(concepts)) {
    for (const expression of expressions) {
      const key = words(expression).map(stem).join(' ');
      if (key.length <= longestAmbiguous) add(table.exact, markedWords(expression).join(' '), concept);
      else add(table.byStems, key, concept);
    }
  }
  return table;
}

/** Made when first needed: most questions need one language's table. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Builds the analysis for both languages from knowledge/language: stop words, irregular forms, abbreviations, concepts. */
export function createAnalyser(data: Record<Language, LanguageData>): Analyser {
  const tools = Object.fromEntries(
    languages.map((language) => {
      const { stopWords, irregular, abbreviations, concepts } = data[language];
      const folded = (record: Record<string, string>) =>
        Object.fromEntries(Object.entries(record).map(([from, to]) => [fold(from), fold(to)]));
      const stem = createStemmer(language, folded(irregular));
      return [
        language,
        {
          stem,
          stop: new Set(stopWords.map(fold)),
          abbreviations: new Map(Object.entries(abbreviations).map(([short, long]) => [fold(short), words(long)])),
          expressions: once(() => expressionTable(concepts, stem)),
        },
      ];
    }),
  ) as Record<Language, { stem: (word: string) => string; stop: Set<string>; abbreviations: Map<string, string[]>; expressions: () => Expressions }>;

  const expand = (text: string, language: Language): string[] => {
    const { abbreviations } = tools[language];
    return words(text).flatMap((word) => [word, ...(abbreviations.get(word) ?? [])]);
  };

  const passage = (text: string, language: Language): Passage => {
    const { stem, stop } = tools[language];
    const { byStems, exact } = tools[language].expressions();
    const all = expand(text, language);
    const stems = all.map(stem);
    const concepts = new Set(markedWords(text).flatMap((word) => exact.get(word) ?? []));
    for (let from = 0; from < stems.length; from++) {
      for (let length = 1; length <= longestExpression && from + length <= stems.length; length++) {
        for (const concept of byStems.get(stems.slice(from, from + length).join(' ')) ?? []) concepts.add(concept);
      }
    }
    return { words: all, stems, isStop: all.map((word) => stop.has(word)), concepts: [...concepts] };
  };

  return {
    analyse(text, language) {
      const whole = passage(text, language);
      const asking = askingPart(text);
      return { ...whole, language, asking: asking === text ? whole : passage(asking, language) };
    },
    contentStems(text, language) {
      const { stem, stop } = tools[language];
      const all = expand(text, language);
      const content = all.filter((word) => !stop.has(word));
      return (content.length > 0 ? content : all).map(stem);
    },
  };
}
