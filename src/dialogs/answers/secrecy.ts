import type { Citation, SecrecyEntry } from '../../knowledge/schema';
import type { Block, Link, Tone } from '../reply';
import type { SentenceKey } from '../sentence-keys';
import { contrastOf, nameOf, sourceOf, type Showing } from './parts';

const verdictKeys = {
  doNotDisclose: 'answers.verdictDoNotDisclose',
  mayDisclose: 'answers.verdictMayDisclose',
  mustDisclose: 'answers.verdictMustDisclose',
  assessFirst: 'answers.verdictAssessFirst',
  howTo: 'answers.verdictHowTo',
  explanation: 'answers.verdictExplanation',
} as const satisfies Record<SecrecyEntry['verdict'], SentenceKey>;

const tones: Record<SecrecyEntry['verdict'], Tone> = {
  doNotDisclose: 'stop',
  mayDisclose: 'go',
  mustDisclose: 'go',
  assessFirst: 'careful',
  howTo: 'plain',
  explanation: 'plain',
};

const harmKeys = {
  straight: 'answers.harmStraight',
  qualifiedStraight: 'answers.harmQualifiedStraight',
  reversed: 'answers.harmReversed',
  absolute: 'answers.harmAbsolute',
} as const satisfies Record<SecrecyEntry['harmTest'][number]['test'], SentenceKey>;

function source(at: Showing, citation: Citation): Link[] {
  if ('document' in citation) return [{ text: citation.note ? `${citation.document} (${citation.note})` : citation.document, address: citation.address }];
  if (citation.unverified) return [];
  const law = at.knowledge.laws.statutes.find(({ key }) => key === citation.law);
  if (!law) return [];
  const text = `${law.name[at.language]} (${law.number}) ${citation.at}`;
  return [law.address ? { text, address: law.address } : { text }];
}

/** The statutes, cases and guidance that the answer rests on, and its source. */
export function secrecySources(at: Showing, entry: SecrecyEntry): Block[] {
  return [
    { type: 'links', title: at.say('answers.sources'), items: entry.citations.flatMap((citation) => source(at, citation)) },
    sourceOf(at, entry),
  ];
}

export function decidedBy(at: Showing, entry: SecrecyEntry): Block {
  return { type: 'list', title: at.say('answers.decidedBy'), items: [entry.decidedBy[at.language]] };
}

/** Why the answer is as it is: what matters, and when the information is secret. */
export function secrecyReasons(at: Showing, entry: SecrecyEntry): Block[] {
  const { language, say } = at;
  const harm = entry.harmTest.map((row) => say('answers.harmRow', { text: row[language], strength: say(harmKeys[row.test]), provision: row.provision }));
  return [
    { type: 'list', title: say('answers.notes'), items: entry.details[language] },
    ...(harm.length > 0 ? [{ type: 'list', title: say('answers.harmTest'), items: harm } satisfies Block] : []),
  ];
}

/** The direct answer and what to do first; the law, who decides and what is unsettled below. */
export function secrecyBlocks(at: Showing, entry: SecrecyEntry): Block[] {
  const { language, say } = at;
  const unsettled: Block[] = entry.unsettled.length > 0
    ? [{ type: 'list', title: say('answers.unsettled'), items: entry.unsettled.map((row) => row[language]) }]
    : [];
  const former: Block[] = entry.formerLaw ? [{ type: 'list', title: say('answers.formerLaw'), items: [entry.formerLaw[language]] }] : [];
  const filed: Block[] = entry.processes.length > 0
    ? [{ type: 'list', title: say('answers.relatedProcesses'), items: entry.processes.map((id) => nameOf(at, id)) }]
    : [];
  const taught: Block[] = entry.courses.length > 0
    ? [{ type: 'list', title: say('answers.taughtBy'), items: entry.courses.map((id) => nameOf(at, id)) }]
    : [];
  return [
    { type: 'verdict', text: say(verdictKeys[entry.verdict]), tone: tones[entry.verdict] },
    { type: 'lead', text: entry.answer[language] },
    { type: 'steps', title: say('answers.doThis'), items: entry.steps[language] },
    ...unsettled,
    { type: 'note', text: `${say('answers.guidance')} ${say('answers.askSecrecy')}` },
    {
      type: 'fold',
      title: say('answers.readMore'),
      blocks: [
        ...secrecyReasons(at, entry),
        decidedBy(at, entry),
        ...former,
        ...contrastOf(at, entry),
        ...filed,
        ...taught,
      ],
    },
    { type: 'fold', title: say('answers.sources'), blocks: secrecySources(at, entry) },
  ];
}
