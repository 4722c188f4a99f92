import { languages } from '../language';
import type { Knowledge } from './load';
import { nothing, show, type Problem } from './problem';
import type { ClassificationEntry, CourseEntry, Entry, EntryKind, SecrecyEntry } from './schema';

/** Answers are read on a phone, in a second: this many words at most before "read more", per language. */
export const mostAnswerWords = 90;

/** Phrasings that an entry should have, by kind and language. Fewer, and the search finds it less often: from 10 to 25 phrasings an entry, first-hit rose from 69 % to 89 % in the trial. */
export const fewestPhrasings: Record<EntryKind, { sv: number; en: number }> = {
  secrecy: { sv: 34, en: 14 },
  area: { sv: 20, en: 10 },
  group: { sv: 20, en: 10 },
  process: { sv: 20, en: 10 },
  supplier: { sv: 22, en: 10 },
  framework: { sv: 22, en: 10 },
  course: { sv: 22, en: 10 },
};

/** Half of the phrasings should be at least this long: sentences carry situations, and situations are what people write. */
export const longPhrasing = 10;

/** Kinds whose answers show the entry's links. */
const showingLinks: ReadonlySet<EntryKind> = new Set(['course', 'framework']);

const bareAnswer = /^(ja|nej|jo|yes|no)\b/i;

/** What makes two phrasings the same: letters and digits, without case. */
export function phrasingKey(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

export function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}

function yearBefore(today: string): string {
  return `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
}

type Report = (severity: Problem['severity'], id: string, field: string, expected: string, found: string) => void;

function references(entry: Entry): [field: string, id: string][] {
  const of = (field: string, ids: readonly string[]): [string, string][] => ids.map((id, i) => [`${field}[${i}]`, id]);
  const common = [...of('related', entry.related), ...of('contrast', entry.contrast.map((row) => row.with))];
  switch (entry.kind) {
    case 'secrecy':
      return [...common, ...of('processes', entry.processes), ...of('courses', entry.courses)];
    case 'area':
    case 'group':
    case 'process':
      return [
        ...common,
        ...of('replacedBy', entry.replacedBy),
        ...of('seeAlso', entry.seeAlso.map(({ id }) => id)),
        ...(entry.parent ? [['parent', entry.parent] satisfies [string, string]] : []),
      ];
    case 'course':
      return [...common, ...(entry.heldBy ? [['heldBy', entry.heldBy] satisfies [string, string]] : [])];
    default:
      return common;
  }
}

function checkSecrecy(entry: SecrecyEntry, { laws }: Knowledge, report: Report): void {
  const statutes = new Map(laws.statutes.map((law) => [law.key, law]));
  const repealed = new Set(laws.repealed.map(({ key }) => key));
  entry.citations.forEach((citation, i) => {
    if (!('law' in citation)) return;
    const field = `citations[${i}].law`;
    if (repealed.has(citation.law)) report('error', entry.id, field, 'en lag som gäller', `${citation.law}, som är upphävd`);
    else if (!statutes.has(citation.law)) report('error', entry.id, field, 'en nyckel (key) i laws.yaml', citation.law);
    if (citation.unverified) report('warning', entry.id, `citations[${i}]`, 'en hänvisning som är kontrollerad mot lagtexten', `${citation.law} ${citation.at}`);
  });
  for (const language of languages) {
    const answer = entry.answer[language];
    if (bareAnswer.test(answer)) report('error', entry.id, `answer.${language}`, 'ett svar som säger vad man ska göra, inte bara ja eller nej', show(answer));
    const count = [answer, ...entry.steps[language]].reduce((sum, text) => sum + countWords(text), 0);
    if (count > mostAnswerWords) report('error', entry.id, `answer.${language} + steps.${language}`, `högst ${mostAnswerWords} ord`, `${count} ord`);
    const shown = [answer, ...entry.steps[language]].join(' ');
    for (const law of laws.repealed) {
      const old = law.called.find((name) => new RegExp(`(?<!\\p{L}|och )${name}(?!\\p{L})`, 'iu').test(shown));
      if (old) report('error', entry.id, `answer.${language} + steps.${language}`, `det som gäller nu (${law.replacedBy.sv})`, old);
    }
  }
}

function checkClassification(entry: ClassificationEntry, { entries }: Knowledge, report: Report): void {
  if (entry.id !== `${entry.kind}/${entry.code}`) report('error', entry.id, 'code', 'samma kod som i id', entry.code);
  const above = entry.code.split('.').slice(0, -1).join('.');
  const parent = entry.parent ? entries.get(entry.parent) : undefined;
  if (above && !(parent && 'code' in parent && parent.code === above)) {
    report('error', entry.id, 'parent', `id för posten med kod ${above}`, entry.parent ?? nothing);
  }
  if (entry.removed && entry.replacedBy.length === 0) report('error', entry.id, 'replacedBy', 'det som har ersatt den borttagna processen', nothing);
  entry.replacedBy.forEach((id, i) => {
    const other = entries.get(id);
    if (other && 'code' in other && other.removed) report('error', entry.id, `replacedBy[${i}]`, 'en post som används', `${id}, som är borttagen`);
  });
}

function checkCourse({ id, links, occasions }: CourseEntry, report: Report): void {
  if (links.length === 0) report('warning', id, 'links', 'kursens webbadress', nothing);
  occasions.forEach(({ date, place, lastRegistration }, i) => {
    // Date and place tell occasions apart: reminders of two alike could not be.
    if (occasions.findIndex((other) => other.date === date && other.place === place) < i) report('error', id, `occasions[${i}]`, 'ett tillfälle med egen dag och plats', `${date} ${place} en gång till`);
    if (lastRegistration && lastRegistration > date) report('error', id, `occasions[${i}].lastRegistration`, `en dag senast ${date}, när kursen börjar`, lastRegistration);
  });
}

function checkPhrasings(entry: Entry, report: Report): void {
  for (const language of languages) {
    const texts = entry.phrasings[language];
    const fewest = fewestPhrasings[entry.kind][language];
    const field = `phrasings.${language}`;
    if (texts.length < fewest) report('warning', entry.id, field, `minst ${fewest} formuleringar`, String(texts.length));
    const long = texts.filter((text) => countWords(text) >= longPhrasing).length;
    if (long < texts.length / 2) report('warning', entry.id, field, `minst hälften med ${longPhrasing} ord eller fler`, `${long} av ${texts.length}`);
  }
}

function checkDuplicates(knowledge: Knowledge, report: Report): void {
  const owner = new Map<string, string>();
  const check = (id: string, field: string, text: string) => {
    const key = phrasingKey(text);
    const other = owner.get(key);
    if (other !== undefined) report('error', id, field, `en formulering som ingen annan har (${other} har den)`, show(text));
    else owner.set(key, id);
  };
  for (const entry of knowledge.entries.values()) {
    for (const language of languages) entry.phrasings[language].forEach((text, i) => check(entry.id, `phrasings.${language}[${i}]`, text));
  }
  for (const topic of knowledge.outside.topics) {
    for (const language of languages) topic.phrasings[language].forEach((text, i) => check('outside', `${topic.key}.${language}[${i}]`, text));
  }
}

/**
 * Checks what the form cannot: references, duplicates, law in force, answers that can be read, dates and gaps.
 * `today` is the calendar day in Sweden, YYYY-MM-DD. Gives every problem at once, errors first.
 */
export function checkKnowledge(knowledge: Knowledge, today: string): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (severity, id, field, expected, found) => {
    problems.push({ severity, file: `${id}.yaml`, field, expected, found });
  };
  /** What is told once for all files of a folder. */
  const ofFolder = (kind: EntryKind, field: string, expected: string, found: string) => problems.push({ severity: 'warning', file: `${kind}/`, field, expected, found });
  const withoutOwner = new Map<EntryKind, number>();
  const withoutForm: string[] = [];
  for (const entry of knowledge.entries.values()) {
    for (const [field, id] of references(entry)) {
      if (!knowledge.entries.has(id)) report('error', entry.id, field, 'id för en post som finns', id);
      else if (id === entry.id) report('error', entry.id, field, 'en annan post', 'posten själv');
    }
    if (entry.reviewed < yearBefore(today)) report('warning', entry.id, 'reviewed', 'en granskning under det senaste året', entry.reviewed);
    if (entry.reviewed > today) report('error', entry.id, 'reviewed', 'i dag eller en dag som har varit', entry.reviewed);
    if (!entry.owner) withoutOwner.set(entry.kind, (withoutOwner.get(entry.kind) ?? 0) + 1);
    if (entry.links.length > 0 && !showingLinks.has(entry.kind)) report('warning', entry.id, 'links', 'inget fält här: bara kurser och ramavtalet visar sina länkar', `${entry.links.length} som inte visas`);
    checkPhrasings(entry, report);
    if (entry.kind === 'secrecy') checkSecrecy(entry, knowledge, report);
    if ('code' in entry) checkClassification(entry, knowledge, report);
    if (entry.kind === 'supplier') {
      if (entry.form && !entry.form.address) withoutForm.push(entry.id);
      if (entry.suppliers.length === 0 && !entry.pending) report('error', entry.id, 'suppliers', 'leverantörer i rangordning, eller fältet pending', 'inget av dem');
    }
    if (entry.kind === 'course') checkCourse(entry, report);
  }
  checkDuplicates(knowledge, report);
  for (const law of knowledge.laws.statutes) if (!law.address) report('warning', 'laws', law.key, 'den officiella webbadressen', nothing);
  for (const [kind, count] of withoutOwner) ofFolder(kind, 'owner', 'någon som svarar för innehållet', `saknas för ${count} poster`);
  if (withoutForm.length > 0) ofFolder('supplier', 'form.address', 'formulärets egen webbadress', `saknas för ${withoutForm.length} områden`);
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
