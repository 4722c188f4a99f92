import { rankingBlocks } from '../answers/agreement';
import type { Reply } from '../reply';
import { allAreasButton, allSuppliersButton, declinedButton, draftButton, registerButton, type Place } from './buttons';
import { inWords, together, type Speaking } from './wording';

/** What to write down about the supplier that declined, and where to keep it. */
function notes({ say }: Speaking, { entry, rank }: Place): string[] {
  const earlier = entry.suppliers.slice(0, rank - 1);
  return [
    say('call-off.noteDeclined', { supplier: entry.suppliers[rank - 1]! }),
    earlier.length > 0 ? say('call-off.keepNotes', { suppliers: together({ say }, earlier) }) : say('call-off.keepNote'),
  ];
}

function nextReply(at: Speaking, place: Place, supplier: string): Reply {
  const { say, language } = at;
  const { entry, rank } = place;
  const next: Place = { ...place, rank: rank + 1 };
  return {
    language,
    title: entry.title[language],
    blocks: [
      { type: 'lead', text: say('call-off.askNow', { supplier, number: inWords(at, rank + 1) }) },
      { type: 'steps', title: say('answers.doThis'), items: [...notes(at, place), say('call-off.thenAsk', { supplier })] },
      { type: 'note', text: say('answers.askAgreement') },
    ],
    buttonsTitle: say('call-off.wayOn'),
    buttons: [declinedButton(at, next), draftButton(at, next), allSuppliersButton(at, entry), registerButton(at)],
  };
}

function nobodyLeftReply(at: Speaking, place: Place): Reply {
  const { say, language } = at;
  const { entry } = place;
  const area = entry.title[language];
  const lead = entry.suppliers.length === 1
    ? say('call-off.nobodyNext', { supplier: entry.suppliers[0]!, area })
    : say('call-off.allDeclined', { area });
  return {
    language,
    title: area,
    blocks: [
      { type: 'lead', text: lead },
      { type: 'text', text: say('call-off.notSaid') },
      { type: 'steps', title: say('answers.doThis'), items: [...notes(at, place), say('call-off.stayInside')] },
    ],
    buttonsTitle: say('call-off.wayOn'),
    buttons: [allSuppliersButton(at, entry), allAreasButton(at), registerButton(at)],
  };
}

/** For a number that the area does not have: those it has. */
function fewerReply(at: Speaking, { entry }: Place): Reply {
  const { say, language } = at;
  return {
    language,
    title: entry.title[language],
    blocks: [
      { type: 'lead', text: entry.pending?.[language] ?? say('call-off.noSuchRank', { area: entry.title[language] }) },
      ...rankingBlocks(at, entry),
      { type: 'note', text: say('answers.askAgreement') },
    ],
    buttonsTitle: say('call-off.wayOn'),
    buttons: [...(entry.suppliers.length > 0 ? [allSuppliersButton(at, entry)] : []), allAreasButton(at)],
  };
}

/** Who is next when the supplier at a place has declined, what to write down first, and what to do when nobody is left. */
export function declinedReply(at: Speaking, place: Place): Reply {
  const { entry: { suppliers }, rank } = place;
  if (rank > suppliers.length) return fewerReply(at, place);
  const next = suppliers[rank];
  return next === undefined ? nobodyLeftReply(at, place) : nextReply(at, place, next);
}
