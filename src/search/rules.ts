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

/** A code typed as such, alone: "2.6.5", "P 2.6.5", "process 2.6.5", "PG 2.6", "VO 2". However deep: also codes that nobody has. */
const codeAlone = /^(?:p|process|processen|pg|processgrupp|processgruppen|process group|group|vo|verksamhetsomrade|area)?[\s.:]*(\d{1,4}(?:\.\d{1,4})*)[\s.?!]*$/;

function codeIn(question: string): string | undefined {
  return codeAlone.exec(fold(question).trim())?.[1];
}

function joined(text: string): string {
  return words(text).join(' ');
}

export function createRules(knowledge: Knowledge, samples: readonly Labelled[]): Rules {
  const smalltalk = new Map(samples.flatMap(({ text, label }) => (kindOf(label) === 'smalltalk' ? [[joined(text), label] as const] : [])));
  const codes = new Map<string, string>();
  const titles = new Map<string, string[]>();
  const name = (title: string, id: string) => titles.set(joined(title), [...new Set([...(titles.get(joined(title)) ?? []), id])]);
  for (const entry of knowledge.entries.values()) {
    if ('code' in entry) codes.set(entry.code, entry.id);
    for (const language of languages) {
      name(entry.title[language], entry.id);
      // As buttons and lists name it.
      if ('code' in entry) name(`${entry.code} ${entry.title[language]}`, entry.id);
    }
    for (const supplier of entry.kind === 'supplier' ? entry.suppliers : []) name(supplier, entry.id);
  }
  const emergencies = languages.flatMap((language: Language) => knowledge.language[language].emergency.map((expression) => ` ${joined(expression)} `));

  return {
    named(question) {
      const id = codes.get(codeIn(question) ?? '');
      return id ? [id] : (titles.get(joined(question)) ?? []);
    },
    smalltalk: (question) => smalltalk.get(joined(question)),
    aboveUnknownCode(question) {
      const code = codeIn(question);
      // A number without points is as likely a year or an amount.
      if (!code?.includes('.') || codes.has(code)) return undefined;
      const parts = code.split('.');
      return parts.flatMap((_, i) => codes.get(parts.slice(0, parts.length - 1 - i).join('.')) ?? []);
    },
    isEmergency(question) {
      const text = ` ${joined(question)} `;
      return emergencies.some((expression) => text.includes(expression));
    },
  };
}
