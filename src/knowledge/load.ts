import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { VagvisarenError } from '../errors';
import { languages, type Language } from '../language';
import { formatProblem, nothing, type Problem } from './problem';
import { readYaml } from './read-yaml';
import {
  conceptsFile,
  entrySchemas,
  languageFile,
  lawsFile,
  outsideFile,
  type CourseEntry,
  type Entry,
  type EntryKind,
  type LanguageData,
  type Laws,
  type Outside,
} from './schema';

/** Everything the bot knows, checked for form. Entries are in the order of their ids. */
export interface Knowledge {
  entries: ReadonlyMap<string, Entry>;
  laws: Laws;
  outside: Outside;
  language: Record<Language, LanguageData>;
}

/** The courses among the entries. */
export function coursesOf({ entries }: Pick<Knowledge, 'entries'>): CourseEntry[] {
  return [...entries.values()].filter((entry) => entry.kind === 'course');
}

const kinds = Object.keys(entrySchemas) as EntryKind[];

/** process/2.10 after process/2.9: numbers inside ids compare as numbers. */
const byId = new Intl.Collator('en', { numeric: true }).compare;

/**
 * Reads the knowledge folder: one file an entry, so that the path is the id, beside laws, outside topics and language.
 * Gives the problems of form found (all of them), and the knowledge when there were none.
 */
export function readKnowledge(folder: string): { knowledge?: Knowledge; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries = new Map<string, Entry>();
  const seen = new Map<string, string>();
  for (const kind of kinds) {
    const below = join(folder, kind);
    const names = existsSync(below) ? readdirSync(below).sort(byId) : [];
    if (names.length === 0) {
      problems.push({ severity: 'error', file: `${kind}/`, field: '', expected: 'minst en post', found: nothing });
    }
    for (const name of names) {
      const file = `${kind}/${name}`;
      if (!name.endsWith('.yaml')) {
        problems.push({ severity: 'error', file, field: '', expected: 'ett filnamn som slutar på .yaml', found: name });
        continue;
      }
      const entry = readYaml(join(below, name), file, entrySchemas[kind], problems) as Entry | undefined;
      if (!entry) continue;
      const id = `${kind}/${name.slice(0, -'.yaml'.length)}`;
      const earlier = seen.get(entry.id);
      if (earlier) {
        problems.push({ severity: 'error', file, field: 'id', expected: `ett id som ingen annan har (${earlier} har det)`, found: entry.id });
      } else if (entry.id !== id || entry.kind !== kind) {
        problems.push({ severity: 'error', file, field: 'id', expected: `${id} med kind ${kind}, som filen heter`, found: `${entry.id} med kind ${entry.kind}` });
      } else {
        entries.set(entry.id, entry);
      }
      seen.set(entry.id, file);
    }
  }
  const laws = readYaml(join(folder, 'laws.yaml'), 'laws.yaml', lawsFile, problems);
  const outside = readYaml(join(folder, 'outside.yaml'), 'outside.yaml', outsideFile, problems);
  const [sv, en] = languages.map((language) =>
    readYaml(join(folder, 'language', `${language}.yaml`), `language/${language}.yaml`, languageFile, problems),
  );
  const concepts = readYaml(join(folder, 'language', 'concepts.yaml'), 'language/concepts.yaml', conceptsFile, problems);
  if (problems.length > 0 || !laws || !outside || !sv || !en || !concepts) return { problems };
  const side = (language: Language) => Object.fromEntries(Object.entries(concepts).map(([name, words]) => [name, words[language]]));
  return { knowledge: { entries, laws, outside, language: { sv: { ...sv, concepts: side('sv') }, en: { ...en, concepts: side('en') } } }, problems };
}

/**
 * The knowledge of a folder.
 * @throws VagvisarenError KNOWLEDGE_INVALID naming every problem of form, one a line.
 */
export function loadKnowledge(folder: string): Knowledge {
  const { knowledge, problems } = readKnowledge(folder);
  if (!knowledge) {
    throw new VagvisarenError('KNOWLEDGE_INVALID', `The knowledge in ${folder} has ${problems.length} problems:\n${problems.map(formatProblem).join('\n')}`);
  }
  return knowledge;
}
