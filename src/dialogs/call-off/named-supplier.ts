import type { Knowledge } from '../../knowledge/load';
import { words } from '../../search/text';
import type { Reply } from '../reply';
import type { Purpose } from './actions';
import { areasOf } from './areas';
import { allAreasButton, areaButton, mostButtons, type Place } from './buttons';
import { inWords, type Speaking } from './wording';

/** Where a supplier is, best rank first. */
export function placesOf(knowledge: Knowledge, supplier: string): Place[] {
  return areasOf(knowledge)
    .flatMap((entry) => (entry.suppliers.includes(supplier) ? [{ entry, rank: entry.suppliers.indexOf(supplier) + 1 }] : []))
    .sort((a, b) => a.rank - b.rank);
}

/** The suppliers whose names stand in a text. */
export function suppliersIn(knowledge: Knowledge, text: string): string[] {
  const typed = ` ${words(text).join(' ')} `;
  return [...new Set(areasOf(knowledge).flatMap(({ suppliers }) => suppliers))].filter((name) => typed.includes(` ${words(name).join(' ')} `));
}

function row(at: Speaking, { entry, rank }: Place): string {
  const { say, language } = at;
  const area = entry.title[language];
  if (entry.suppliers.length === 1) return say('call-off.inAreaOnly', { area });
  if (rank === 1) return say('call-off.inAreaFirst', { area });
  return say('call-off.inArea', { area, number: inWords(at, rank), before: entry.suppliers[rank - 2]! });
}

/** Every area of a supplier with its rank there, each with a button: to the area, or to who is next where the supplier declined. */
export function supplierReply(at: Speaking, supplier: string, places: readonly Place[], purpose: Purpose): Reply {
  const { say, language } = at;
  const buttons = places.map((place) => areaButton(at, place, purpose));
  return {
    language,
    title: supplier,
    blocks: [
      { type: 'lead', text: say('call-off.inAreas', { supplier, number: inWords(at, places.length) }) },
      { type: 'list', title: say('call-off.inAreasTitle'), items: places.map((place) => row(at, place)) },
    ],
    buttonsTitle: say('call-off.whichArea'),
    buttons: [...buttons, allAreasButton(at)].slice(0, mostButtons),
  };
}

/** The text with those names taken for the word that stands for any supplier. */
export function withoutNames(text: string, names: readonly string[], supplier: string): string {
  return names.reduce((rest, name) => rest.replaceAll(` ${words(name).join(' ')} `, ` ${supplier} `), ` ${words(text).join(' ')} `);
}
