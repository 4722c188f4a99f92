import type { SupplierEntry, Text } from '../../knowledge/schema';
import type { Asked } from '../answers/asked';
import { capitalised, type Speaking } from './wording';

/** What in an agreement area a training is about: a training area, or a topic of one. */
export interface Subject {
  area: Text;
  topic?: Text;
}

function subjectsOf(entry: SupplierEntry): Subject[] {
  return entry.educationAreas.flatMap(({ title, topics }) => [
    ...(topics?.sv.map((sv, i) => ({ area: title, topic: { sv, en: topics.en[i]! } })) ?? []),
    { area: title },
  ]);
}

/** What a subject is called in a button: the same in both languages, and as long as the topic stands in the knowledge. */
export function keyOf({ area, topic }: Subject): string {
  return (topic ?? area).sv;
}

/** The subject that a button carries, if the area still has it. */
export function subjectOf(entry: SupplierEntry, key: string | undefined): Subject | undefined {
  return subjectsOf(entry).find((subject) => keyOf(subject) === key);
}

/** The subject that a question names. */
export function subjectAsked(entry: SupplierEntry, asked: Asked | undefined, { language }: Pick<Speaking, 'language'>): Subject | undefined {
  const subjects = subjectsOf(entry);
  // "UGL" alone names "UGL – Utveckling av grupp och ledare".
  const [best] = asked?.names(subjects.map(({ area, topic }) => (topic ?? area)[language].split(' – ')[0]!)) ?? [];
  return best === undefined ? undefined : subjects[best];
}

/** "Klarspråk hör till utbildningsområdet …". */
export function belongs({ say, language }: Speaking, { area, topic }: Subject): string {
  return topic
    ? say('call-off.subject', { topic: capitalised(topic[language]), area: area[language] })
    : say('call-off.subjectArea', { area: area[language] });
}
