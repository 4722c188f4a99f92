import type { Knowledge } from '../knowledge/load';
import { languages, type Language } from '../language';
import { kindOf, type Labelled } from './labelled';
import { fold, words } from './text';

/** What is decided before any ranking. */
export interface Rules {
  /** The entries that a question names outright: a code, or an exact title. Empty where it names none. */
  named(question: string): string[];
  /** The small talk that a question is, word for word: "hjälp", "hej". */
  smalltalk(question: string): string | undefined;
  /** For a code that no entry has: the entries with the codes above it, nearest first. Undefined for anything but such a code. */
  aboveUnknownCode(question: string): string[] | undefined;
  /** Whether the question holds an expression of danger to life now, in any language. */
  isEmergency(question: string): boolean;
}

/** "2.6.5", "P 2.6.5", "process 2.6.5", "PG 2.6", "VO 2": a code typed as such, alone. */
const codeAlone = /^(?:(p|process|processen)|(pg|processgrupp|processgruppen|process group|group)|(vo|verksamhetsomrade|area))?[\s.:]*(\d{1,2}(?:\.\d{1,2}){0,2})[\s.?!]*$/;

/** Anything that looks like a code alone, however deep. */
const anyCode = /^(?:p|pg|vo|process|group|area)?[\s.:]*(\d{1,4}(?:\.\d{1,4})+)[\s.?!]*$/;

function joined(text: string): string {
  return words(text).join(' ');
}

export function createRules(knowledge: Knowledge, samples: readonly Labelled[]): Rules {
  const smalltalk = new Map(samples.flatMap(({ text, label }) => (kindOf(label) === 'smalltalk' ? [[joined(text), label] as const] : [])));
  const codes = new Map<string, string>();
  const titles = new Map<string, string[]>();
  for (const entry of knowledge.entries.values()) {
    if ('code' in entry) codes.set(entry.code, entry.id);
    for (const language of languages) {
      const title = joined(entry.title[language]);
      titles.set(title, [...new Set([...(titles.get(title) ?? []), entry.id])]);
    }
    for (const supplier of entry.kind === 'supplier' ? entry.suppliers : []) {
      const name = joined(supplier);
      titles.set(name, [...new Set([...(titles.get(name) ?? []), entry.id])]);
    }
  }
  const emergencies = languages.flatMap((language: Language) => knowledge.language[language].emergency.map((expression) => ` ${joined(expression)} `));

  return {
    named(question) {
      const code = codeAlone.exec(fold(question).trim())?.[4];
      const id = code === undefined ? undefined : codes.get(code);
      if (id) return [id];
      return titles.get(joined(question)) ?? [];
    },
    smalltalk: (question) => smalltalk.get(joined(question)),
    aboveUnknownCode(question) {
      const code = anyCode.exec(fold(question).trim())?.[1];
      if (code === undefined || codes.has(code)) return undefined;
      const parts = code.split('.');
      return parts.flatMap((_, i) => codes.get(parts.slice(0, parts.length - 1 - i).join('.')) ?? []);
    },
    isEmergency(question) {
      const text = ` ${joined(question)} `;
      return emergencies.some((expression) => text.includes(expression));
    },
  };
}
