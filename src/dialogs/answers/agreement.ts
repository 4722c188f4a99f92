import type { FrameworkEntry, SupplierEntry } from '../../knowledge/schema';
import type { Block, Link } from '../reply';
import { contrastOf, factsOf, listOf, sourceOf, type Showing } from './parts';

/** One agreement area: the ranked suppliers and the rule first, then what the area covers and how to call off. */
export function supplierBlocks(at: Showing, entry: SupplierEntry): Block[] {
  const { language, say } = at;
  const suppliers: Block[] = entry.suppliers.length > 0
    ? [
        { type: 'steps', title: say('answers.ranking'), items: entry.suppliers },
        { type: 'text', text: say('answers.rankingRule') },
      ]
    : [];
  const areas: Block[] = entry.educationAreas.length > 0
    ? [{
        type: 'list',
        title: say('answers.educationAreas'),
        items: entry.educationAreas.map(({ title, topics }) => (topics ? `${title[language]}: ${topics[language].join(', ')}` : title[language])),
      }]
    : [];
  return [
    { type: 'lead', text: entry.pending?.[language] ?? entry.about[language] },
    ...suppliers,
    ...listOf(at, 'answers.notes', entry.notes),
    { type: 'links', title: say(entry.form ? 'answers.form' : 'answers.agreement'), items: pageLinks(at, entry) },
    { type: 'note', text: [...(entry.form ? [say('answers.formFoundAt', { area: entry.title.sv })] : []), say('answers.askAgreement')].join(' ') },
    {
      type: 'fold',
      title: say('answers.readMore'),
      blocks: [...listOf(at, 'answers.audience', entry.audience), ...areas, ...listOf(at, 'answers.formerCourses', entry.formerCourses), ...contrastOf(at, entry), sourceOf(at, entry)],
    },
  ];
}

function pageLinks({ say }: Showing, { form, page }: SupplierEntry): Link[] {
  return [
    ...(form?.address ? [{ text: say('answers.openForm'), address: form.address }] : []),
    { text: say('answers.agreementPage'), address: page },
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
