import type { Reply } from '../reply';
import { button, counted, type OfPlace, type Place } from './place';
import type { Forgotten } from './ports';

const asking: OfPlace = { personal: 'privacy.askPersonal', group: 'privacy.askGroup', channel: 'privacy.askChannel' };
const done: OfPlace = { personal: 'privacy.forgotPersonal', group: 'privacy.forgotGroup', channel: 'privacy.forgotChannel' };

/** Asks before anything is deleted, and says what it would mean. */
export function askToForget(here: Place): Reply {
  const { conversation: { kind }, language, say } = here;
  return {
    language,
    blocks: [{ type: 'lead', text: say(asking[kind]) }, { type: 'text', text: say('privacy.whatForgettingMeans') }, { type: 'text', text: say('privacy.messagesStay') }],
    buttons: [button(here, 'privacy.buttonYes', 'forgetAll'), button(here, 'privacy.buttonNo', 'forgetNothing')],
  };
}

/** Nothing is deleted after all. */
export function keptAsItIs(here: Place): Reply {
  return { language: here.language, blocks: [{ type: 'lead', text: here.say('privacy.keptAsItIs') }], buttons: [button(here, 'privacy.buttonKept', 'kept')] };
}

function deleted(here: Place, { conversation, subscriptions, registrations, deliveries, activities }: Forgotten): string[] {
  return [
    ...(conversation > 0 ? [here.say('privacy.deletedAddress')] : []),
    ...(subscriptions > 0 ? [counted(here, subscriptions, 'privacy.deletedCourse', 'privacy.deletedCourses')] : []),
    ...(registrations > 0 ? [counted(here, registrations, 'privacy.deletedRegistration', 'privacy.deletedRegistrations')] : []),
    ...(deliveries > 0 ? [counted(here, deliveries, 'privacy.deletedReminder', 'privacy.deletedReminders')] : []),
    ...(activities > 0 ? [counted(here, activities, 'privacy.deletedMessage', 'privacy.deletedMessages')] : []),
  ];
}

/** Deletes everything about the conversation and says what that was; the second time, that there was nothing left. */
export async function forgetAll(here: Place): Promise<Reply> {
  const { privacy, conversation: { id, kind }, language, say } = here;
  const forgotten = await privacy.forget(id);
  // The id of the very message that asked is always there.
  const isNothing = forgotten.conversation + forgotten.subscriptions + forgotten.registrations + forgotten.deliveries === 0;
  if (isNothing) return { language, blocks: [{ type: 'lead', text: say('privacy.nothingLeft') }, { type: 'text', text: say('privacy.fromNowOn') }], buttons: [] };
  return {
    language,
    blocks: [
      { type: 'lead', text: say(done[kind]) },
      { type: 'list', title: say('privacy.deleted'), items: deleted(here, forgotten) },
      { type: 'text', text: say('privacy.fromNowOn') },
    ],
    buttons: [],
  };
}
