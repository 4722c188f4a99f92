import type { CourseEntry } from '../../knowledge/schema';
import type { Block, Button } from '../reply';
import { comingOccasions, describeOccasion } from './occasions';
import { contrastOf, factsOf, listOf, sourceOf, type Showing } from './parts';

function occasions(at: Showing, entry: CourseEntry): Block[] {
  const coming = comingOccasions(at, entry);
  const past = entry.occasions.filter(({ date }) => date < at.today);
  return [
    coming.length > 0
      ? { type: 'list', title: at.say('answers.occasionsComing'), items: coming.map((occasion) => describeOccasion(at, occasion)) }
      : { type: 'text', text: at.say('answers.noComingOccasion') },
    ...(past.length > 0
      ? [{ type: 'list', title: at.say('answers.occasionsPast'), items: past.map((occasion) => describeOccasion(at, occasion)) } satisfies Block]
      : []),
  ];
}

/** What the course is, for whom, when, and who holds it. Past occasions are said to be past. */
export function courseBlocks(at: Showing, entry: CourseEntry): Block[] {
  const { language, say } = at;
  const holder = entry.heldBy ? at.knowledge.entries.get(entry.heldBy) : undefined;
  const links: Block[] = entry.links.length > 0
    ? [{ type: 'links', title: say('answers.courseLinks'), items: entry.links.map((link) => ({ text: link.title[language], address: link.address })) }]
    : [];
  return [
    { type: 'lead', text: entry.about[language] },
    ...factsOf(at, [
      ['answers.organiser', entry.organiser],
      ['answers.mandatoryFor', entry.mandatoryFor],
      ['answers.length', entry.length],
      ['answers.price', entry.price],
      ['answers.places', entry.places.length > 0 ? entry.places.join(', ') : undefined],
    ]),
    ...occasions(at, entry),
    ...(holder?.kind === 'supplier' ? [{ type: 'steps', title: say('answers.heldBy'), items: holder.suppliers } satisfies Block] : []),
    ...links,
    { type: 'note', text: say('answers.askCourse') },
    {
      type: 'fold',
      title: say('answers.readMore'),
      blocks: [
        ...listOf(at, 'answers.audience', entry.audience),
        ...listOf(at, 'answers.courseContents', entry.contents),
        ...factsOf(at, [
          ['answers.format', entry.format],
          ['answers.preparation', entry.preparation],
        ]),
        ...listOf(at, 'answers.notes', entry.notes),
        ...contrastOf(at, entry),
        sourceOf(at, entry),
      ],
    },
  ];
}

/** The way from a course to being reminded of its last registration days. */
export function followButton({ say, language }: Showing, { id }: CourseEntry): Button {
  return { title: say('answers.followCourse'), action: { v: 1, do: 'follow', course: id, language } };
}
