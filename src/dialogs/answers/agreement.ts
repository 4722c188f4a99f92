import type { FrameworkEntry, SupplierEntry } from '../../knowledge/schema';
import { belongs, subjectAsked } from '../call-off/subject';
import { inWords, listed } from '../call-off/wording';
import type { Block } from '../reply';
import { contrastOf, factsOf, listOf, sourceOf, type Showing } from './parts';

/** Whom to ask. Of a supplier that the question names, its rank first. */
function whomToAsk({ say, asked }: Showing, { suppliers }: SupplierEntry): string {
  const [first, second] = suppliers as [string, ...string[]];
  if (second === undefined) return say('call-off.askOnly', { supplier: first });
  // The lowest of several: who says that both declined asks for the third.
  const named = suppliers.findLastIndex((supplier) => asked?.says(supplier));
  if (named === 0) return say('call-off.rankFirst', { supplier: first, next: second });
  const askFirst = say('call-off.askFirst', { supplier: first });
  return named < 0 ? askFirst : `${say('call-off.rankOf', { supplier: suppliers[named]!, number: inWords({ say }, named + 1) })} ${askFirst}`;
}

/** The suppliers in rank order and the rule; or what to do while there are none. */
export function rankingBlocks({ say }: Pick<Showing, 'say'>, { suppliers }: SupplierEntry): Block[] {
  if (suppliers.length === 0) return [{ type: 'steps', title: say('call-off.instead'), items: listed(say('call-off.insteadSteps')) }];
  return [
    { type: 'steps', title: say('answers.ranking'), items: suppliers },
    ...(suppliers.length > 1 ? [{ type: 'text', text: say('answers.rankingRule') } satisfies Block] : []),
  ];
}

/** Who is in the agreement: the same for every area. */
function buyers(at: Showing): Block[] {
  const framework = at.knowledge.entries.get('framework/about');
  return framework?.kind === 'framework' ? factsOf(at, [['answers.buyers', framework.buyers.join(', ')]]) : [];
}

function prepare(at: Showing, entry: SupplierEntry): Block[] {
  const { say, language } = at;
  const items = entry.educationAreas.map(({ title, topics }) => (topics ? `${title[language]}: ${topics[language].join(', ')}` : title[language]));
  return [
    { type: 'list', title: say('call-off.ready'), items: listed(say('call-off.readyItems')) },
    ...listOf(at, 'answers.audience', entry.audience),
    ...(items.length > 0 ? [{ type: 'list', title: say('answers.educationAreas'), items } satisfies Block] : []),
    ...listOf(at, 'answers.formerCourses', entry.formerCourses),
    ...contrastOf(at, entry),
    sourceOf(at, entry),
  ];
}

/** The form, where its address is known, and the page where the area and its form are found. */
export function formLinks({ say }: Pick<Showing, 'say'>, { form, page }: SupplierEntry): Block {
  return {
    type: 'links',
    title: say(form ? 'answers.form' : 'answers.agreement'),
    items: [
      ...(form?.address ? [{ text: say('answers.openForm'), address: form.address }] : []),
      { text: say('answers.agreementPage'), address: page },
    ],
  };
}

/**
 * One agreement area: what in it the question names and whom to ask, the ranking and its rule, who may buy, the form, and
 * what to have ready.
 */
export function supplierBlocks(at: Showing, entry: SupplierEntry): Block[] {
  const { language, say } = at;
  const subject = subjectAsked(entry, at.asked, at);
  const ask = entry.suppliers.length > 0 ? [whomToAsk(at, entry)] : [];
  const about = entry.pending?.[language] ?? entry.about[language];
  return [
    { type: 'lead', text: [...(subject ? [belongs(at, subject)] : []), ...ask].join(' ') || about },
    // Who has asked about a subject of the area need not be told what else there is.
    ...(ask.length > 0 && !subject ? [{ type: 'text', text: about } satisfies Block] : []),
    ...rankingBlocks(at, entry),
    ...listOf(at, 'answers.notes', entry.notes),
    ...buyers(at),
    formLinks(at, entry),
    { type: 'note', text: [...(entry.form ? [say('answers.formFoundAt', { area: entry.title.sv })] : []), say('answers.askAgreement')].join(' ') },
    { type: 'fold', title: say('call-off.prepare'), blocks: prepare(at, entry) },
  ];
}

/** The framework agreement as a whole: who may buy, what, from whom, and how. */
export function frameworkBlocks(at: Showing, entry: FrameworkEntry): Block[] {
  const { language, say } = at;
  return [
    { type: 'lead', text: entry.about[language] },
    { type: 'text', text: entry.ranking[language] },
    ...factsOf(at, [
      ['answers.buyers', entry.buyers.join(', ')],
      ['answers.catalogue', entry.catalogue],
      ['answers.portal', entry.portal],
    ]),
    ...listOf(at, 'answers.canBeCalledOff', entry.canBeCalledOff),
    { type: 'steps', title: say('answers.callOff'), items: entry.callOff[language] },
    { type: 'links', title: say('answers.agreementPage'), items: entry.links.map((link) => ({ text: link.title[language], address: link.address })) },
    { type: 'note', text: say('answers.askAgreement') },
    { type: 'fold', title: say('answers.readMore'), blocks: [...listOf(at, 'answers.notes', entry.notes), ...contrastOf(at, entry), sourceOf(at, entry)] },
  ];
}
