import { languages, type Language } from '../../language';
import type { SupplierEntry } from '../../knowledge/schema';
import type { Found } from '../../search/found';
import { offered } from '../choices';
import type { LastShown } from '../memory';
import type { Reply } from '../reply';
import { oldButton, type Room } from '../room';
import type { CallOffAction } from './actions';
import { areasReply } from './areas';
import type { Place } from './buttons';
import { declinedReply } from './declined';
import { draftReply } from './draft';
import { declinedIn, followUpPhrases, wishIn, type FollowUpPhrases } from './follow-up';
import { placesOf, supplierReply, suppliersIn, withoutNames } from './named-supplier';
import { registerReply } from './register';
import { subjectOf } from './subject';
import type { Speaking } from './wording';

/** The manager's way to a supplier, step by step. */
export interface CallOffTalk {
  act(action: CallOffAction): Reply;
  /** All areas of the supplier that a text names, or null when it names none or there is nothing to choose between. */
  namedSupplier(found: Found, text: string): Reply | null;
  /** The reply to "ettan tackade nej" and the like, typed; null for everything else. In `chosen`, or else the language of the text, `language` first. */
  followUp(text: string, last: LastShown | null, language: Language, chosen?: Language | null): Reply | null;
}

/** A longer message is a question of its own. */
const longestFollowUp = 200;

/** Where on the manager's path a reply stands, to be remembered for what is typed next; null when it is not on it. */
export function lastShownIn({ buttons }: Reply): LastShown | null {
  const places = buttons.flatMap(({ action }) => (action.do === 'draft' || action.do === 'declined' ? [action] : []));
  const [first] = places;
  if (!first || places.some(({ id }) => id !== first.id)) return null;
  return { id: first.id, rank: first.rank, topic: first.topic };
}

/** The manager's path over the knowledge of a room. It keeps nothing: each button carries where it stands. */
export function createCallOffTalk(room: Room): CallOffTalk {
  const { knowledge } = room;
  const speaking = (language: Language): Speaking => ({ knowledge, language, say: (key, values) => room.say(language, key, values) });
  const phrases = new Map(languages.map((language) => [language, followUpPhrases(speaking(language))]));

  /** The area of an entry: itself, or of a course the area whose suppliers hold it. */
  const areaOf = (id: string): SupplierEntry | undefined => {
    const entry = knowledge.entries.get(id);
    if (entry?.kind === 'course' && entry.heldBy) return areaOf(entry.heldBy);
    return entry?.kind === 'supplier' ? entry : undefined;
  };

  const placeOf = ({ id, rank = 1, topic }: LastShown): Place | undefined => {
    const entry = areaOf(id);
    return entry && { entry, rank, subject: subjectOf(entry, topic) };
  };

  const act = (action: CallOffAction): Reply => {
    const at = speaking(action.language);
    if (action.do === 'areas') return areasReply(at, action);
    if (action.do === 'register') return registerReply(at);
    const place = placeOf(action);
    if (!place) return oldButton(room, action.language);
    if (action.do === 'declined') return declinedReply(at, place);
    return place.rank > place.entry.suppliers.length ? oldButton(room, action.language) : draftReply(at, place);
  };

  /** A supplier by its name has declined: in the area shown last, or else in its only one; or which of its areas is it? */
  const namedDeclined = (at: Speaking, supplier: string, last: Place | undefined): Reply => {
    const places = placesOf(knowledge, supplier);
    const here = places.find(({ entry }) => entry.id === last?.entry.id);
    if (here) return declinedReply(at, { ...here, subject: last?.subject });
    return places.length === 1 ? declinedReply(at, places[0]!) : supplierReply(at, supplier, places, 'declined');
  };

  const heard = (text: string, last: Place | undefined, language: Language, of: FollowUpPhrases): Reply | null => {
    const at = speaking(language);
    const wish = wishIn(text, of);
    if (wish === 'areas') return areasReply(at, { from: 0, purpose: 'show', rank: 1 });
    if (wish === 'draft') return last && last.entry.suppliers.length >= last.rank ? draftReply(at, last) : areasReply(at, { from: 0, purpose: 'draft', rank: 1 });
    const named = suppliersIn(knowledge, text);
    const declined = declinedIn(withoutNames(text, named, of.supplier[0]!), of);
    if (declined === null) return null;
    if (named.length > 0) return namedDeclined(at, named.at(-1)!, last);
    if (!last) return areasReply(at, { from: 0, purpose: 'declined', rank: declined === 'next' ? 1 : declined });
    return declinedReply(at, { ...last, rank: declined === 'next' ? last.rank : declined });
  };

  return {
    act,
    namedSupplier(found, text) {
      const [supplier, ...others] = suppliersIn(knowledge, text);
      if (supplier === undefined || others.length > 0) return null;
      const places = placesOf(knowledge, supplier);
      // Something else may be meant that only mentions the supplier; what has no probability only fills the list.
      const only = offered({ hits: found.hits.filter(({ score }) => score > 0) }).every((id) => places.some(({ entry }) => entry.id === id));
      return places.length > 1 && only ? supplierReply(speaking(found.language), supplier, places, 'show') : null;
    },
    followUp(text, shown, language, chosen = null) {
      if (text.length > longestFollowUp) return null;
      const last = shown ? placeOf(shown) : undefined;
      for (const one of [language, ...languages.filter((other) => other !== language)]) {
        const reply = heard(text, last, chosen ?? one, phrases.get(one)!);
        if (reply) return reply;
      }
      return null;
    },
  };
}
