import { join } from 'node:path';
import { z } from 'zod';
import { VagvisarenError } from '../errors';
import { languages, type Language } from '../language';
import { formatProblem, nothing, type Problem } from '../knowledge/problem';
import { readYaml } from '../knowledge/read-yaml';
import { sentenceFiles, type SentenceKey } from './sentence-keys';

/** Gives one sentence of dialogs/, in a language, with its placeholders filled in. */
export type Say = (language: Language, key: SentenceKey, values?: Record<string, string>) => string;

const pair = z.strictObject({ sv: z.string().trim().min(1), en: z.string().trim().min(1) });
type Pair = z.infer<typeof pair>;

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}

/**
 * Reads every sentence of dialogs/ and checks it: each key that the code uses is there in both languages, no other key is,
 * and the placeholders are the ones the code fills in.
 */
export function readSentences(folder: string): { sentences?: Map<SentenceKey, Pair>; problems: Problem[] } {
  const problems: Problem[] = [];
  const sentences = new Map<SentenceKey, Pair>();
  for (const [name, keys] of Object.entries(sentenceFiles)) {
    const file = `${name}.yaml`;
    const shape = Object.fromEntries(Object.keys(keys).map((key) => [key, pair]));
    const read = readYaml(join(folder, file), file, z.strictObject(shape), problems);
    for (const [key, value] of Object.entries(read ?? {})) {
      const expected = (keys as Record<string, readonly string[]>)[key]!.map((name) => `{${name}}`).sort().join(', ');
      for (const language of languages) {
        const found = placeholders(value[language]).join(', ');
        if (found !== expected) {
          problems.push({
            severity: 'error',
            file,
            field: `${key}.${language}`,
            expected: expected ? `en text med ${expected}, som boten fyller i` : 'en text utan ord inom klamrar { }',
            found: found || nothing,
          });
        }
      }
      sentences.set(`${name}.${key}` as SentenceKey, value);
    }
  }
  return problems.length > 0 ? { problems } : { sentences, problems };
}

/** Every sentence of a dialogs folder, by its key. */
export type Sentences = ReadonlyMap<SentenceKey, Pair>;

/**
 * The sentences of a dialogs folder.
 * @throws VagvisarenError DIALOGS_INVALID naming every problem, one a line.
 */
export function loadSentences(folder: string): Sentences {
  const { sentences, problems } = readSentences(folder);
  if (!sentences) throw new VagvisarenError('DIALOGS_INVALID', `The sentences in ${folder} have ${problems.length} problems:\n${problems.map(formatProblem).join('\n')}`);
  return sentences;
}

/** The sentences, ready to be said. */
export function saying(sentences: Sentences): Say {
  return (language, key, values = {}) => sentences.get(key)![language].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
