import type { Knowledge } from '../knowledge/load';
import type { Entry } from '../knowledge/schema';
import type { Found } from '../search/found';
import { longestQuestion, words } from '../search/text';
import type { Heard } from './heard';

/** A longer message tells what it is about by itself. */
const mostWords = 12;
/** So short a question that points at something is about what was named before: "where do I register it?". In longer ones "det" points at nothing. */
const fewWords = 6;
/** Below this probability a hit is there by chance. */
const leastScore = 0.05;
/** The same for another of the kind that "den" or "kursen" points at: who means that one names it. */
const leastScoreOfItsKind = 0.3;
/** From this confidence on the text is a question of its own, though it begins with "och". */
const sureByItself = 0.9;

/** What a question that leans on the last answer is about: one entry, or several to choose from, the likeliest first. */
export interface LeaningOn {
  /** Entry ids. */
  ids: string[];
  /** Nothing in the question leads away from the last answer. */
  still: boolean;
}

/** A text that was typed after an entry was shown, and how it begins. */
interface Typed {
  last: Entry;
  /** Entries that the content of the last one names. */
  near: ReadonlySet<string>;
  goesOn: boolean;
  supposes: boolean;
  /** "den", "kursen": of secrecy nothing is taken to point at what it may only sound like. */
  pointsBack: boolean;
  length: number;
}

/** secrecy, course …: a question about a course is not suddenly one about secrecy. Codes are one kind, and so is the agreement. */
function family(id: string): string {
  const kind = id.split('/')[0]!;
  if (kind === 'area' || kind === 'group') return 'process';
  return kind === 'framework' ? 'supplier' : kind;
}

/** Whether a question after one may be about the other. Where a document is filed, one may ask whether it is secret. */
function goWell(last: string, next: string): boolean {
  return family(next) === family(last) || (family(last) === 'process' && family(next) === 'secrecy');
}

function forbids(entry: Entry | undefined): boolean {
  return entry?.kind === 'secrecy' && entry.verdict === 'doNotDisclose';
}

/** Whether somebody who reads this alone may disclose something that must not be. */
function permits(entry: Entry | undefined): boolean {
  return entry?.kind === 'secrecy' && (entry.verdict === 'mustDisclose' || entry.verdict === 'mayDisclose');
}

function choice(ids: readonly string[]): LeaningOn {
  return { ids: [...new Set(ids)], still: false };
}

/**
 * Both answers, where the one that was found permits what the last one, or an entry between the two, forbids. After "lämna inte ut",
 * "får jag säga vad hon heter?" must not be told "ska lämnas ut" alone: she may be the one who is threatened.
 */
function warned({ last, near, goesOn, length }: Typed, top: Entry, entries: Knowledge['entries']): LeaningOn | null {
  if (!permits(top)) return null;
  const between = top.contrast.map((row) => row.with).filter((id) => (near.has(id) || id === last.id) && forbids(entries.get(id)));
  const mayBeMeant = (forbids(last) && length <= mostWords) || (goesOn && last.kind === 'secrecy');
  return mayBeMeant || between.length > 0 ? choice([last.id, top.id, ...between]) : null;
}

/** A text that the search is sure enough of: alone, or beside the last answer. */
function besideAnswer({ last, near, goesOn, supposes, pointsBack }: Typed, top: string, confidence: number): LeaningOn | null {
  // "och om den som ringer är hotfull?": what that is supposed of was said before, however sure the rest is.
  const standsAlone = near.has(top) || (!supposes && confidence >= sureByItself);
  return (goesOn || pointsBack) && !standsAlone ? choice([last.id, top]) : null;
}

/** A text that the search is not sure of: still about the last answer, or about that or something likely. */
function besideGuesses({ last, near, goesOn, supposes, pointsBack }: Typed, { hits }: Found): LeaningOn | null {
  if (!goesOn && !pointsBack) return null;
  // "och fakturor?" names a subject of its own, whatever was asked about before.
  const open = goesOn && !supposes && !pointsBack;
  const least = (id: string) => (pointsBack && family(id) === family(last.id) ? leastScoreOfItsKind : leastScore);
  const likely = hits.filter(({ id, score }) => score >= least(id) && id !== last.id && (open || goWell(last.id, id))).map(({ id }) => id);
  // What is asked now may be what decides: that something is to be disclosed is not said a second time unasked.
  if (likely.length === 0 && permits(last)) return choice([last.id, ...near]);
  return { ids: [...likely.filter((id) => near.has(id)), last.id, ...likely.filter((id) => !near.has(id))], still: likely.length === 0 };
}

/**
 * Reads a text as leaning on the entry shown last: "och om det är en politiker?" after an answer on mobile numbers.
 * Null when it stands by itself. Where the two could mean different things, both are offered: nothing is guessed.
 */
export function leaningOn(text: string, shown: string, alone: Found, heard: Heard, { entries }: Pick<Knowledge, 'entries'>): LeaningOn | null {
  const last = entries.get(shown);
  const supposes = heard.supposes(text);
  // Nobody tells a bot to do something with "och om …": "och om han har slutat?" stops no reminders.
  if (!last || (alone.outcome === 'action' && !supposes) || text.length > longestQuestion) return null;
  const near = new Set([...last.related, ...last.contrast.map((row) => row.with)]);
  const length = words(text).length;
  const pointsBack = last.kind !== 'secrecy' && length <= fewWords && heard.pointsBack(text);
  const typed = { last, near, length, goesOn: heard.goesOn(text), supposes, pointsBack };
  const top = entries.get(alone.hits[0]?.id ?? '');
  const isAnswer = alone.outcome === 'answer' && top !== undefined;
  if (isAnswer && (alone.by === 'rule' || top.id === last.id)) return null;
  const both = isAnswer ? warned(typed, top, entries) : null;
  if (both || length > mostWords) return both;
  if (isAnswer) return besideAnswer(typed, top.id, alone.confidence);
  // "och om chefen är på semester?" leans on the last answer, though alone it would be about somebody's holidays.
  const leads = !alone.aside || (alone.aside.kind === 'outside' && (typed.goesOn || pointsBack));
  return leads ? besideGuesses(typed, alone) : null;
}
