import { dayInSweden } from '../../day';
import { VagvisarenError } from '../../errors';
import type { Language } from '../../language';
import { showing } from '../answers/parts';
import type { Reply } from '../reply';
import { paragraphs, type Room } from '../room';
import type { Turn } from '../turn';
import type { PrivacyAction } from './actions';
import { askToForget, forgetAll, keptAsItIs } from './forget';
import { keptReply } from './kept';
import type { Place } from './place';

/** `forgotten`: nothing may be kept of the turn itself. */
export interface PrivacyAnswer {
  reply: Reply;
  forgotten?: true;
}

/** What people say and tap about what is kept of them. */
export interface PrivacyTalk {
  /** "Vad vet du om mig?", "glöm mig", typed. */
  command(wish: 'kept' | 'forget', turn: Turn, language: Language): Promise<PrivacyAnswer>;
  act(action: PrivacyAction, turn: Turn): Promise<PrivacyAnswer>;
}

async function grant(wish: PrivacyAction['do'], here: Place): Promise<PrivacyAnswer> {
  switch (wish) {
    case 'kept':
      return { reply: await keptReply(here) };
    case 'forget':
      return { reply: askToForget(here) };
    case 'forgetAll':
      return { reply: await forgetAll(here), forgotten: true };
    case 'forgetNothing':
      return { reply: keptAsItIs(here) };
  }
}

/** While the store is down: `again` is what was wanted. */
function unavailable(room: Room, again: PrivacyAction): Reply {
  const { language } = again;
  return { language, blocks: paragraphs(room, language, ['privacy.storeDown']), buttons: [{ title: room.say(language, 'reminders.tryAgain'), action: again }] };
}

export function createPrivacyTalk(room: Room): PrivacyTalk {
  const act = async (action: PrivacyAction, { conversation, now }: Turn): Promise<PrivacyAnswer> => {
    const { language } = action;
    const { privacy, knowledge, say } = room;
    if (!privacy || !conversation) return { reply: { language, blocks: paragraphs(room, language, ['privacy.elsewhere']), buttons: [] } };
    try {
      return await grant(action.do, { ...showing(knowledge, say, language, dayInSweden(now)), room, privacy, conversation });
    } catch (error) {
      if (error instanceof VagvisarenError && error.code === 'STORE_UNAVAILABLE') return { reply: unavailable(room, action) };
      throw error;
    }
  };
  return { act, command: (wish, turn, language) => act({ v: 1, do: wish, language }, turn) };
}
