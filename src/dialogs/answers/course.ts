import type { CourseEntry } from '../../knowledge/schema';
import type { Block } from '../reply';
import { contrastOf, factsOf, listOf, sourceOf, type Showing } from './parts';

type Occasion = CourseEntry['occasions'][number];

function describe(at: Showing, { place, date, lastRegistration, status }: Occasion): string {
  const values = { place, date };
  if (date < at.today) return at.say('answers.occasionPast', values);
  if (status === 'cancelled') return at.say('answers.occasionCancelled', values);
  if (status === 'full') return at.say('answers.occasionFull', values);
  if (!lastRegistration) return at.say('answers.occasionComingOpen', values);
  return at.say(lastRegistration < at.today ? 'answers.occasionClosed' : 'answers.occasionComing', { ...values, last: lastRegistration });
}

function occasions(at: Showing, entry: CourseEntry): Block[] {
  const coming = entry.occasions.filter(({ date }) => date >= at.today);
  const past = entry.occasions.filter(({ date }) => date < at.today);
  return [
    coming.length > 0
      ? { type: 'list', title: at.say('answers.occasionsComing'), items: coming.map((occasion) => describe(at, occasion)) }
      : { type: 'text', text: at.say('answers.noComingOccasion') },
    ...(past.length > 0
      ? [{ type: 'list', title: at.say('answers.occasionsPast'), items: past.map((occasion) => describe(at, occasion)) } satisfies Block]
      : []),
  ];
}

/** What the course is, for whom, when, and who holds it. Past occasions are said to be past. */
export function courseBlocks(at: Showing, entry: CourseEntry): Block[] {
  const { language, say } = at;
  const holder = entry.heldBy ? at.knowledge.entries.get(entry.heldBy) : undefined;
  const links: Block[] = entry.links.length > 0
    ? [{ type: 'links', title: say('answers.readMore'), items: entry.links.map((link) => ({ text: link.title[language], address: link.address })) }]
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
