import { describingTexts } from '../knowledge/entry-text';
import type { Knowledge } from '../knowledge/load';
import { languages } from '../language';
import type { Labelled } from './labelled';

/** Names of courses stand in for {course} in the triggers: titles and what people call them in up to this many words. */
const longestCourseName = 3;

/** Each trigger with a course's place gets this many of the names, taken in turn. */
const namesPerTrigger = 2;

function courseNames(knowledge: Knowledge, language: 'sv' | 'en'): string[] {
  return [...knowledge.entries.values()].flatMap((entry) =>
    entry.kind === 'course'
      ? [entry.title[language], ...entry.phrasings[language].filter((text) => text.split(' ').length <= longestCourseName)]
      : [],
  );
}

/**
 * Everything that the search learns from, with what it leads to: phrasings and short texts of entries, topics outside, small talk and commands.
 * `triggers` come from dialogs/; "{course}" in them is filled with course names, always in the same way.
 */
export function gatherSamples(knowledge: Knowledge, triggers: readonly Labelled[]): Labelled[] {
  const samples: Labelled[] = [];
  for (const entry of knowledge.entries.values()) {
    for (const language of languages) {
      for (const text of entry.phrasings[language]) samples.push({ text, language, label: entry.id });
      for (const text of new Set(describingTexts(entry, language))) samples.push({ text, language, label: entry.id, describes: true });
    }
  }
  for (const topic of knowledge.outside.topics) {
    for (const language of languages) {
      for (const text of topic.phrasings[language]) samples.push({ text, language, label: `outside/${topic.key}` });
    }
  }
  const names = { sv: courseNames(knowledge, 'sv'), en: courseNames(knowledge, 'en') };
  let next = 0;
  for (const trigger of triggers) {
    if (!trigger.text.includes('{course}')) {
      samples.push(trigger);
      continue;
    }
    for (let i = 0; i < namesPerTrigger; i++) {
      const of = names[trigger.language];
      samples.push({ ...trigger, text: trigger.text.replaceAll('{course}', of[next++ % of.length]!) });
    }
  }
  return samples;
}
