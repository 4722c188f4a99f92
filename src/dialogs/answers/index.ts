import type { Entry } from '../../knowledge/schema';
import type { Reply } from '../reply';
import { frameworkBlocks, supplierBlocks } from './agreement';
import { classificationBlocks } from './classification';
import { courseBlocks } from './course';
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

/** More would crowd a phone; Teams shows six actions at most. */
const mostButtons = 3;

/**
 * The reviewed answer of one entry.
 * `alternatives` are other entries that the question may have meant; they are offered instead of the related ones.
 */
export function answerReply(at: Showing, entry: Entry, alternatives: readonly string[] = []): Reply {
  const offered = alternatives.length > 0 ? alternatives : nextTo(entry).filter((id) => id !== entry.id);
  return {
    language: at.language,
    title: nameOf(at, entry.id),
    blocks: blocksOf(at, entry),
    buttonsTitle: at.say(alternatives.length > 0 ? 'conversation.alsoClose' : 'conversation.related'),
    buttons: buttonsTo(at, offered).slice(0, mostButtons),
  };
}
