import type { SupplierEntry } from '../../knowledge/schema';
import type { Button } from '../reply';
import type { Purpose } from './actions';
import { keyOf, type Subject } from './subject';
import { listed, type Speaking } from './wording';

/** Teams shows six actions at most. */
export const mostButtons = 6;

/** Where a manager stands: the area, the supplier to ask now, and what the training is about. */
export interface Place {
  entry: SupplierEntry;
  /** 1 is the first. Those before have declined. */
  rank: number;
  subject?: Subject | undefined;
}

function carried({ language }: Speaking, { entry, rank, subject }: Place) {
  return { v: 1, language, id: entry.id, rank, ...(subject ? { topic: keyOf(subject) } : {}) } as const;
}

/** "Ettan tackade nej": of one supplier alone there is no number to say. */
export function declinedButton(at: Speaking, place: Place): Button {
  const { entry, rank } = place;
  const title = entry.suppliers.length === 1
    ? at.say('call-off.onlyDeclined')
    : at.say('call-off.declined', { rank: listed(at.say('call-off.ranks'))[rank - 1] ?? String(rank) });
  return { title, action: { ...carried(at, place), do: 'declined' } };
}

/** A text for the form, to the supplier to ask now. */
export function draftButton(at: Speaking, place: Place): Button {
  return { title: at.say('call-off.draft'), action: { ...carried(at, place), do: 'draft' } };
}

/** Which process the call-off belongs in. */
export function registerButton({ say, language }: Speaking): Button {
  return { title: say('call-off.whereToRegister'), action: { v: 1, do: 'register', language } };
}

/** Back to the area's card. */
export function allSuppliersButton({ say, language }: Speaking, { id }: SupplierEntry): Button {
  return { title: say('call-off.allSuppliers'), action: { v: 1, do: 'show', id, language } };
}

/** The agreement area by area. */
export function allAreasButton({ say, language }: Speaking): Button {
  return { title: say('call-off.allAreas'), action: { v: 1, do: 'areas', from: 0, purpose: 'show', rank: 1, language } };
}

/** An area by its name, leading to what it is chosen for. */
export function areaButton({ language }: Speaking, { entry: { id, title }, rank }: Place, purpose: Purpose): Button {
  const common = { v: 1, id, language } as const;
  return { title: title[language], action: purpose === 'show' ? { ...common, do: purpose } : { ...common, do: purpose, rank } };
}

/** The ways on from an area's card. */
export function areaButtons(at: Speaking, entry: SupplierEntry, subject: Subject | undefined): Button[] {
  if (entry.suppliers.length === 0) return [allAreasButton(at)];
  const place: Place = { entry, rank: 1, subject };
  return [declinedButton(at, place), draftButton(at, place), registerButton(at)];
}
