import { formLinks } from '../answers/agreement';
import type { Reply } from '../reply';
import { allSuppliersButton, declinedButton, registerButton, type Place } from './buttons';
import { inWords, listed, type Speaking } from './wording';

function about({ say, language }: Speaking, subject: Place['subject']): string {
  if (!subject) return say('call-off.draftNoSubject');
  return subject.topic ? `${subject.area[language]} (${subject.topic[language]})` : subject.area[language];
}

/** The lines of a call-off: what the conversation knows, and in brackets what the manager fills in. */
function draftLines(at: Speaking, { entry, rank, subject }: Place): string[] {
  const { say, language } = at;
  const supplier = entry.suppliers[rank - 1]!;
  return [
    say('call-off.draftHead'),
    say('call-off.draftArea', { area: entry.title[language] }),
    say('call-off.draftSubject', { subject: about(at, subject) }),
    entry.suppliers.length === 1
      ? say('call-off.draftOnlySupplier', { supplier })
      : say('call-off.draftSupplier', { supplier, number: inWords(at, rank) }),
    ...entry.suppliers.slice(0, rank - 1).map((earlier) => say('call-off.draftDeclined', { supplier: earlier })),
    ...listed(say('call-off.draftGaps')),
  ];
}

/** A text to copy into the form, and where the form is. */
export function draftReply(at: Speaking, place: Place): Reply {
  const { say, language } = at;
  const { entry } = place;
  const form = entry.form
    ? `${say('answers.formFoundAt', { area: entry.title.sv })} ${say('call-off.draftForm')}`
    : say('call-off.noForm');
  return {
    language,
    title: entry.title[language],
    blocks: [
      { type: 'lead', text: say('call-off.draftHow') },
      { type: 'copy', title: say('call-off.draftTitle'), lines: draftLines(at, place) },
      formLinks(at, entry),
      { type: 'note', text: form },
    ],
    buttonsTitle: say('call-off.wayOn'),
    buttons: [declinedButton(at, place), allSuppliersButton(at, entry), registerButton(at)],
  };
}
