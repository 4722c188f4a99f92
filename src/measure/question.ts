import { z } from 'zod';
import { VagvisarenError } from '../errors';
import { languages } from '../language';
import type { CommandName } from '../search/found';

/** One test question with what it should lead to. One JSON object a line in test/questions/*.jsonl. */
export const questionSchema = z.strictObject({
  id: z.string().min(1),
  q: z.string(),
  lang: z.enum(languages),
  kind: z.enum(['secrecy', 'process', 'supplier', 'framework', 'course', 'reminder', 'none']),
  /** Entries that are right as the first answer. Empty for kind none, and for reminders that name no course. */
  expect: z.array(z.string()),
  /** Entries that would also be a reasonable first answer. */
  accept: z.array(z.string()),
  /** For reminders "action:subscribe", "action:list" or "action:cancel"; otherwise for people. */
  note: z.string(),
});

export type Question = z.infer<typeof questionSchema>;

/** The command that a reminder question asks for, from its note. */
export function commandOf({ note }: Question): CommandName | undefined {
  return /^action:(subscribe|list|cancel)/.exec(note)?.[1] as CommandName | undefined;
}

/**
 * Reads questions from the text of a JSON Lines file. Empty lines are passed over.
 * @throws VagvisarenError QUESTIONS_INVALID naming file and line.
 */
export function parseQuestions(text: string, file: string): Question[] {
  return text.split('\n').flatMap((line, i) => {
    if (!line.trim()) return [];
    let data: unknown;
    try {
      data = JSON.parse(line);
    } catch (error) {
      throw new VagvisarenError('QUESTIONS_INVALID', `${file}, line ${i + 1}: not JSON.`, { cause: error });
    }
    const parsed = questionSchema.safeParse(data);
    if (!parsed.success) throw new VagvisarenError('QUESTIONS_INVALID', `${file}, line ${i + 1}: ${z.prettifyError(parsed.error)}`);
    return [parsed.data];
  });
}
