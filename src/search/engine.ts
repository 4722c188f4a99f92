import type { Knowledge } from '../knowledge/load';
import type { Language } from '../language';
import { createAnalyser, type Analysed } from './analyse';
import { confidence, evidence, evidenceNames, massOf, moreLikelyThanNot, type AreNeighbours, type Decision } from './decision';
import { createLanguageDetector } from './detect-language';
import type { CommandName, Found, Hit } from './found';
import { isEntry, kindOf, nameOf, type Labelled } from './labelled';
import type { RankingModel } from './model/model-file';
import { buildIndex, openIndex, terms, type PhraseIndex, type StoredIndex } from './phrase-index';
import { createIndexRanker, createLearnedRanker, type Ranked, type Ranker, type Ranking } from './ranker';
import { createRules } from './rules';
import { createSpelling } from './spelling';
import { clean, fold } from './text';
import { countVocabulary, type Vocabulary } from './vocabulary';

/** As many hits as are told: three to choose from, and two more for those who measure. */
const mostHits = 5;

/** A command names a course when the course is at least this probable among all entries. */
const namedCourse = 0.25;
/** And so clearly that "allt" or "alla" says something else: "påminn mig om UGL, jag glömmer allt". Those that mean every course stay below 0.15. */
const unmistakableCourse = 0.9;

export interface SearchParts {
  knowledge: Knowledge;
  samples: readonly Labelled[];
  decision: Decision;
  /** Built of the same samples; without it the index is built here. */
  index?: StoredIndex;
  /** Counted over the same samples; without it they are counted here. */
  vocabulary?: Vocabulary;
  /** Without it MiniSearch alone ranks. */
  model?: RankingModel;
}

/** Finds what a question is about. Pure: no clock, no network, no disk. */
export interface Search {
  /** Never throws, whatever the text. `language` overrides the recognised one; `spoken` is the language so far, for texts that do not tell. */
  find(question: string, language?: Language, spoken?: Language): Found;
  /** The pieces, for training and measuring. `understand` takes a clean question, gives it taken apart, spelling mended. */
  parts: { understand: (question: string, language?: Language) => Analysed; index: PhraseIndex; rank: Ranker; areNeighbours: AreNeighbours };
}

function toHits(ranked: readonly Ranked[]): Hit[] {
  return ranked.filter(({ label }) => isEntry(label)).slice(0, mostHits).map(({ label, probability }) => ({ id: label, score: probability }));
}

/** From this probability on, an entry that forbids disclosure is not out of the question. */
const harmfulDoubt = 0.05;

/** A term is a word or two. */
const longestTerm = 2;
/** From this probability on, an entry may be what a lone term is about. */
const possibleTerm = 0.08;

/** Somebody who types a word or two that the knowledge knows wants to find something: never silence, though it may mean several things. */
function isKnownTerm(question: Analysed, { ranked }: Ranking, index: PhraseIndex): boolean {
  const asked = terms(question);
  const entry = ranked.find(({ label }) => isEntry(label));
  return asked.length <= longestTerm && asked.every((stem) => index.knows(stem)) && entry !== undefined && entry.probability >= possibleTerm;
}

/** The course that a command is about, or null where none has so large a share. */
function courseIn(ranked: readonly Ranked[], share: number): string | null {
  const entries = ranked.filter(({ label }) => isEntry(label));
  const sum = entries.reduce((so, { probability }) => so + probability, 0) || 1;
  const course = entries.find(({ label }) => kindOf(label) === 'course');
  return course && course.probability / sum >= share ? course.label : null;
}

export function createSearch({ knowledge, samples, decision, index: stored, vocabulary = countVocabulary(samples), model }: SearchParts): Search {
  const { analyse, contentStems } = createAnalyser(knowledge.language);
  const detect = createLanguageDetector(vocabulary);
  const mend = createSpelling(vocabulary);
  const index = openIndex(samples, stored ?? buildIndex(samples, contentStems));
  const rank = model ? createLearnedRanker(model, decision.ranking, index) : createIndexRanker(index);
  const rules = createRules(knowledge, samples);
  const warns = (of: string, against: string) => knowledge.entries.get(of)?.contrast.some((row) => row.with === against) ?? false;
  const areNeighbours: AreNeighbours = (a, b) => warns(a, b) || warns(b, a);
  const everything = { sv: new Set(knowledge.language.sv.everything.map(fold)), en: new Set(knowledge.language.en.everything.map(fold)) };

  const verdictOf = (id: string) => {
    const entry = knowledge.entries.get(id);
    return entry?.kind === 'secrecy' ? entry.verdict : undefined;
  };

  /**
   * Whether showing this entry alone could tell somebody to disclose what must not be: it says that something is to be
   * disclosed, and an entry that says "do not disclose" is not out of the question. Then both are offered.
   */
  const mayHarm = (id: string, { ranked, retrieved }: Ranking): boolean => {
    const verdict = verdictOf(id);
    if (verdict !== 'mustDisclose' && verdict !== 'mayDisclose') return false;
    const forbidding = ranked.reduce((sum, { label, probability }) => (verdictOf(label) === 'doNotDisclose' ? sum + probability : sum), 0);
    return forbidding >= harmfulDoubt || verdictOf(retrieved[0]?.label ?? '') === 'doNotDisclose';
  };

  const decide = (question: Analysed, ranking: Ranking, base: Pick<Found, 'language' | 'path' | 'hits'>): Found => {
    const { thresholds } = decision;
    const { ranked } = ranking;
    const values = evidence(question, ranking, index, areNeighbours);
    const first = confidence(decision.first, values);
    const three = confidence(decision.three, values);
    const top = ranked[0];
    const path = [
      ...base.path,
      ...ranked.slice(0, mostHits).map(({ label, probability }) => `${label} ${probability.toFixed(3)}`),
      evidenceNames.map((name, i) => `${name} ${values[i]!.toFixed(2)}`).join(', '),
      `first hit right ${first.toFixed(2)}, among three ${three.toFixed(2)} (thresholds: answer ${thresholds.answer}, secrecy ${thresholds.secrecy}, choices ${thresholds.choices})`,
    ];
    const found = { ...base, action: null, confidence: first, path, by: 'ranking' as const };
    if (massOf(ranked, 'command') >= thresholds.command) {
      const command = ranked.find(({ label }) => kindOf(label) === 'command')!;
      const name = nameOf(command.label) as CommandName;
      const everyCourse = question.words.some((word) => everything[question.language].has(word)) && courseIn(ranked, unmistakableCourse) === null;
      return { ...found, outcome: 'action', everyCourse, action: { name, id: name === 'list' || everyCourse ? null : courseIn(ranked, namedCourse) } };
    }
    // Rather once too often than once too seldom.
    if (top?.label === 'outside/emergency') return { ...found, outcome: 'none', aside: { kind: 'emergency' } };
    const hit = base.hits[0];
    const sure = hit && hit.score >= moreLikelyThanNot && first >= (kindOf(hit.id) === 'secrecy' ? thresholds.secrecy : thresholds.answer);
    if (hit && sure && !mayHarm(hit.id, ranking)) return { ...found, outcome: 'answer' };
    if (hit && (sure || three >= thresholds.choices || isKnownTerm(question, ranking, index))) return { ...found, outcome: 'choices' };
    const topKind = top && kindOf(top.label);
    if (top && topKind === 'smalltalk') return { ...found, outcome: 'none', aside: { kind: 'smalltalk', topic: nameOf(top.label) } };
    if (top && topKind === 'outside') return { ...found, outcome: 'none', aside: { kind: 'outside', topic: nameOf(top.label) } };
    return { ...found, outcome: 'none' };
  };

  const understand = (question: string, language = detect(question, 'sv')): Analysed => analyse(mend(question), language);

  return {
    parts: { understand, index, rank, areNeighbours },
    find(text, chosen, spoken = 'sv') {
      const question = clean(text);
      const language = chosen ?? detect(question, spoken);
      const base = { language, action: null, hits: [] as Hit[], confidence: 1, by: 'rule' as const };
      if (!/[\p{L}\p{N}]/u.test(question)) return { ...base, outcome: 'none', aside: { kind: 'empty' }, path: ['nothing readable in the question'] };
      const analysed = understand(question, language);
      const ranking = rank(analysed);
      const hits = toHits(ranking.ranked);
      const path = [`language ${language}${chosen ? ' (chosen)' : ''}`];
      if (rules.isEmergency(question)) {
        return { ...base, hits, outcome: 'none', aside: { kind: 'emergency' }, path: [...path, 'an expression of danger to life'] };
      }
      const smalltalk = rules.smalltalk(question);
      if (smalltalk) {
        return { ...base, hits, outcome: 'none', aside: { kind: 'smalltalk', topic: nameOf(smalltalk) }, path: [...path, `word for word ${smalltalk}`] };
      }
      const named = rules.named(question);
      if (named.length > 0) {
        const score = 1 / named.length;
        const rest = hits.filter(({ id }) => !named.includes(id)).map((hit) => ({ ...hit, score: 0 }));
        return {
          ...base,
          outcome: named.length === 1 ? 'answer' : 'choices',
          hits: [...named.map((id) => ({ id, score })), ...rest].slice(0, Math.max(mostHits, named.length)),
          path: [...path, `named outright: ${named.join(', ')}`],
        };
      }
      const above = rules.aboveUnknownCode(question);
      if (above) {
        const near = above.map((id) => ({ id, score: 0 }));
        return { ...base, hits: near, outcome: near.length > 0 ? 'choices' : 'none', path: [...path, 'a code that no entry has'] };
      }
      const words = `content words ${analysed.stems.filter((_, i) => !analysed.isStop[i]).join(' ')}${analysed.concepts.length > 0 ? `; concepts ${analysed.concepts.join(' ')}` : ''}`;
      const [matched] = ranking.retrieved;
      return decide(analysed, ranking, { language, hits, path: [...path, words, `MiniSearch: ${matched ? `${matched.label} by ${matched.matched.join(' ')}` : 'nothing'}`] });
    },
  };
}
