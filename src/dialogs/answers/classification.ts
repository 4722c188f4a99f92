import type { ClassificationEntry } from '../../knowledge/schema';
import type { Block } from '../reply';
import { contrastOf, listOf, nameOf, sourceOf, type Showing } from './parts';

function ancestors(at: Showing, entry: ClassificationEntry): ClassificationEntry[] {
  const parent = entry.parent ? at.knowledge.entries.get(entry.parent) : undefined;
  return parent && 'code' in parent ? [...ancestors(at, parent), parent] : [];
}

function children(at: Showing, entry: ClassificationEntry): ClassificationEntry[] {
  return [...at.knowledge.entries.values()].filter(
    (other): other is ClassificationEntry => 'code' in other && other.parent === entry.id && !other.removed,
  );
}

/** A removed process names what replaced it before anything else. */
function removal(at: Showing, entry: ClassificationEntry): Block[] {
  if (!entry.removed) return [];
  const replacements = entry.replacedBy.map((id) => nameOf(at, id)).reduce((a, b) => at.say('answers.and', { a, b }));
  return [
    { type: 'lead', text: at.say('answers.removedNow', { replacements }) },
    { type: 'text', text: at.say('answers.removedSince', { code: entry.code, title: entry.title[at.language], date: entry.removed }) },
  ];
}

/** The example documents. Those that the question names come first and say so. */
function examplesOf(at: Showing, { examples }: ClassificationEntry): Block[] {
  if (!examples) return [];
  const items = examples[at.language];
  const named = at.asked?.names(items) ?? [];
  return [{
    type: 'list',
    title: at.say('answers.examples'),
    items: [
      ...named.map((i) => at.say('answers.exampleAsked', { document: items[i]! })),
      ...items.filter((_, i) => !named.includes(i)),
    ],
  }];
}

/** Code and title, what belongs there, and where it sits. */
export function classificationBlocks(at: Showing, entry: ClassificationEntry): Block[] {
  const { language, say } = at;
  const above = ancestors(at, entry).map(({ code, title }) => `${code} ${title[language]}`);
  const below = children(at, entry).map(({ code, title }) => `${code} ${title[language]}`);
  const elsewhere: Block[] = entry.seeAlso.length > 0
    ? [{
        type: 'list',
        title: say('answers.seeAlso'),
        items: entry.seeAlso.map((row) => {
          const other = at.knowledge.entries.get(row.id);
          return say('answers.seeAlsoRow', {
            when: row[language],
            code: other && 'code' in other ? other.code : '',
            title: other?.title[language] ?? row.id,
          });
        }),
      }]
    : [];
  const added: Block[] = entry.added ? [{ type: 'note', text: say('answers.addedSince', { date: entry.added }) }] : [];
  return [
    ...removal(at, entry),
    { type: entry.removed ? 'text' : 'lead', text: entry.description[language] },
    ...examplesOf(at, entry),
    ...(below.length > 0 ? [{ type: 'list', title: say('answers.contents'), items: below } satisfies Block] : []),
    ...elsewhere,
    ...(above.length > 0 ? [{ type: 'facts', rows: [{ label: say('answers.place'), value: above.join(' › ') }] } satisfies Block] : []),
    { type: 'note', text: `${say('answers.guidance')} ${say('answers.askClassification')}` },
    {
      type: 'fold',
      title: say('answers.readMore'),
      blocks: [...listOf(at, 'answers.notes', entry.notes), ...contrastOf(at, entry), ...added, sourceOf(at, entry)],
    },
  ];
}
