import type { Entry } from '../../knowledge/schema';
import { allAreasButton, areaButtons } from '../call-off/buttons';
import { subjectAsked } from '../call-off/subject';
import type { Button, Reply } from '../reply';
import type { SentenceKey } from '../sentence-keys';
import { frameworkBlocks, supplierBlocks } from './agreement';
import { classificationBlocks } from './classification';
import { courseBlocks, followButton } from './course';
import { buttonsTo, nameOf, type Showing } from './parts';
import { secrecyBlocks } from './secrecy';

function blocksOf(at: Showing, entry: Entry): Reply['blocks'] {
  switch (entry.kind) {
    case 'secrecy':
      return secrecyBlocks(at, entry);
    case 'area':
    case 'group':
    case 'process':
      return classificationBlocks(at, entry);
    case 'supplier':
      return supplierBlocks(at, entry);
    case 'framework':
      return frameworkBlocks(at, entry);
    case 'course':
      return courseBlocks(at, entry);
  }
}

/** Entries that a reader of this one may want next, most useful first. */
function nextTo(entry: Entry): string[] {
  const contrasts = entry.contrast.map((row) => row.with);
  switch (entry.kind) {
    case 'secrecy':
      return [...entry.related, ...contrasts];
    case 'area':
    case 'group':
    case 'process':
      return [...entry.replacedBy, ...contrasts, ...(entry.parent ? [entry.parent] : [])];
    case 'course':
      return [...(entry.heldBy ? [entry.heldBy] : []), ...contrasts, ...entry.related];
    default:
      return [...entry.related, ...contrasts];
  }
}

/** What can be done from an entry's card, beside reading others; and what all its buttons are called, without and with doubt. */
function stepsFrom(at: Showing, entry: Entry): { buttons: Button[]; related: SentenceKey; alsoClose: SentenceKey } {
  switch (entry.kind) {
    case 'course':
      return { buttons: [followButton(at, entry)], related: 'answers.followOrRelated', alsoClose: 'answers.followOrAlsoClose' };
    case 'supplier':
      return { buttons: areaButtons(at, entry, subjectAsked(entry, at.asked, at)), related: 'call-off.wayOn', alsoClose: 'call-off.wayOnOrAlsoClose' };
    case 'framework':
      return { buttons: [allAreasButton(at)], related: 'call-off.wayOn', alsoClose: 'call-off.wayOnOrAlsoClose' };
    default:
      return { buttons: [], related: 'conversation.related', alsoClose: 'conversation.alsoClose' };
  }
}

/** More would crowd a phone. */
const mostOthers = 3;
/** Teams shows six actions at most, and what folds is one. */
const mostButtons = 5;

/**
 * The reviewed answer of one entry.
 * `alternatives` are other entries that the question may have meant; they are offered instead of the related ones.
 */
export function answerReply(at: Showing, entry: Entry, alternatives: readonly string[] = []): Reply {
  const doubtful = alternatives.length > 0;
  const others = doubtful ? alternatives : nextTo(entry).filter((id) => id !== entry.id);
  const { buttons, related, alsoClose } = stepsFrom(at, entry);
  return {
    language: at.language,
    entry: entry.id,
    title: nameOf(at, entry.id),
    blocks: blocksOf(at, entry),
    buttonsTitle: at.say(doubtful ? alsoClose : related),
    buttons: [...buttons, ...buttonsTo(at, others).slice(0, mostOthers)].slice(0, mostButtons),
  };
}
