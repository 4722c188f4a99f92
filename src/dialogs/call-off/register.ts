import { buttonsTo, nameOf } from '../answers/parts';
import type { Reply } from '../reply';
import { allAreasButton } from './buttons';
import type { Speaking } from './wording';

/** Orders directly under an agreement, and purchases where suppliers compete. */
const direct = 'process/2.5.5';
const competition = 'process/2.5.4';

/** Where a call-off is registered, and what decides. */
export function registerReply(at: Speaking): Reply {
  const { say, language } = at;
  return {
    language,
    title: say('call-off.whereToRegister'),
    blocks: [
      { type: 'lead', text: say('call-off.registerDirect', { process: nameOf(at, direct) }) },
      { type: 'text', text: say('call-off.registerCompetition', { process: nameOf(at, competition) }) },
      { type: 'note', text: `${say('answers.guidance')} ${say('answers.askClassification')}` },
    ],
    buttonsTitle: say('call-off.wayOn'),
    buttons: [...buttonsTo(at, [direct, competition]), allAreasButton(at)],
  };
}
