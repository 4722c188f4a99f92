import { VagvisarenError } from '../errors';
import type { Language } from '../language';
import type { Found } from '../search/found';
import { longestQuestion, words } from '../search/text';
import { actionSchema, type Action } from './action';
import { createCallOffTalk, lastShownIn } from './call-off/talk';
import { choicesReply, offered } from './choices';
import { isUnanswered } from './feedback/questions';
import { createFeedbackTalk } from './feedback/talk';
import { leaningOn } from './follow-up';
import { createHeard } from './heard';
import { freshlyOffered, freshlyShown, nothingRemembered, withShown, type Offered, type Remembered } from './memory';
import { createPrivacyTalk } from './privacy/talk';
import { createReminderTalk } from './reminders/talk';
import type { Reply } from './reply';
import { oldButton, paragraphs, show, type Room } from './room';
import { steered } from './steering';
import type { Answered, Turn } from './turn';
import { typedButton } from './typed-button';
import { nothingFound } from './ways-on';

export interface Dialogs {
  /** The answer to a turn. Never throws for anything a person can send. */
  answer(turn: Turn): Promise<Answered>;
  /** What is said when something broke; `reference` finds the log line. */
  failure(language: Language, reference: string): Reply;
}

/** Above this confidence an answer stands alone; below it, two other entries are offered under it. */
const sureAlone = 0.93;

/** A command of so few words names nothing: "sluta påminna mig om". */
const bareCommand = 4;

/** An answer, and what to remember of the conversation besides what was shown. */
type Said = Pick<Answered, 'reply' | 'found' | 'forgotten'> & { language?: Language; stepBack?: boolean; unanswered?: boolean };

function isShow(action: unknown): action is Extract<Action, { do: 'show' }> {
  return (action as Action).do === 'show';
}

export function createDialogs(room: Room): Dialogs {
  const { knowledge, say, search, memory } = room;
  const reminders = createReminderTalk(room);
  const callOff = createCallOffTalk(room);
  const heard = createHeard(say);
  const privacy = createPrivacyTalk(room);
  const feedback = createFeedbackTalk(room);

  const replyToFound = async (found: Found, turn: Turn): Promise<Reply> => {
    switch (found.outcome) {
      case 'answer': {
        const [hit, ...others] = offered(found);
        return show(room, hit!, found.language, turn.now, found.confidence < sureAlone ? others : [], turn.text);
      }
      case 'choices':
        return callOff.namedSupplier(found, turn.text) ?? choicesReply(room, found);
      case 'action':
        return reminders.command(found, turn);
      case 'none':
        return nothingFound(room, found);
    }
  };

  const replyTo = async (found: Found, turn: Turn): Promise<Reply> => {
    const reply = await replyToFound(found, turn);
    if (turn.text.length <= longestQuestion) return reply;
    return { ...reply, blocks: [...reply.blocks, { type: 'note', text: say(found.language, 'conversation.tooLong') }] };
  };

  /** "Ja" to something that was offered: which of it? */
  const offeredAgain = (offers: Offered | null, language: Language): Reply | null => {
    const buttons = (offers?.buttons ?? []).flatMap(({ title, action }) => {
      const parsed = actionSchema.safeParse(action);
      return parsed.success ? [{ title, action: parsed.data }] : [];
    });
    return buttons.length > 0 ? { language, blocks: paragraphs(room, language, ['conversation.pressOrType']), buttons } : null;
  };

  /** A question that leans on the last answer: that answer again, or a choice between it and what else may be meant. */
  const leaning = (found: Found, turn: Turn, last: string | undefined): Reply | null => {
    const about = last === undefined ? null : leaningOn(turn.text, last, found, heard, knowledge);
    if (!about) return null;
    const { language } = found;
    if (!about.still) return choicesReply(room, { language, hits: about.ids.map((id) => ({ id, score: 0 })) });
    const reply = show(room, last!, language, turn.now, [], turn.text);
    return { ...reply, blocks: [{ type: 'note', text: say(language, 'conversation.stillAbout') }, ...reply.blocks] };
  };

  /** What the next question leans on: the answer shown last, or of several offered the one to be careful about. */
  const leansOn = ({ buttons }: Offered, last: string | undefined): string | undefined => {
    const ids = buttons.flatMap(({ action }) => (isShow(action) ? [action.id] : []));
    if (!buttons.some(({ action }) => (action as Action).do === 'noneOfThese')) return last;
    const forbids = (id: string) => {
      const entry = knowledge.entries.get(id);
      return entry?.kind === 'secrecy' && entry.verdict === 'doNotDisclose';
    };
    return last !== undefined && (ids.includes(last) || forbids(last)) ? last : (ids.find(forbids) ?? ids[0]);
  };

  /** "Påminn mig om den": the course that was shown last. A word such as "kursen" names none by itself. */
  const pointed = (found: Found, { text }: Turn, last: string | undefined): Found => {
    const { action } = found;
    if (!action || action.name === 'list' || found.everyCourse || !heard.pointsBack(text)) return found;
    const rest = heard.withoutPointers(text);
    const named = search.find(rest, found.language).action?.id;
    if (named || words(rest).length > bareCommand) return named ? { ...found, action: { ...action, id: named } } : found;
    const course = last !== undefined && knowledge.entries.get(last)?.kind === 'course' ? last : null;
    return { ...found, action: { ...action, id: course } };
  };

  const ask = async (turn: Turn, remembered: Remembered): Promise<Said> => {
    const { language } = turn;
    // In a channel many people ask side by side: nobody's question leans on another's answer.
    const alone = turn.conversation?.kind === 'channel';
    const shown = alone ? [] : freshlyShown(remembered, turn.now);
    const offers = alone ? null : freshlyOffered(remembered, turn.now);
    const [last] = shown;
    const understood = search.find(turn.text, language, offers?.language);
    const chosen = remembered.language ?? understood.language;
    // A command says for itself what it is about: "sluta påminna mig" stops more than the course that was shown.
    const mayPress = understood.aside?.kind !== 'emergency' && understood.outcome !== 'action';
    const pressed = offers && mayPress ? actionSchema.safeParse(typedButton(turn.text, offers, heard)) : undefined;
    if (pressed?.success) return act(pressed.data, turn, remembered);
    const steering = heard.steer(turn.text);
    if (steering) {
      const { steer } = steering;
      const to = steer === 'inEnglish' ? 'en' : steer === 'inSwedish' ? 'sv' : undefined;
      const spoken = to ?? remembered.language ?? language ?? steering.language;
      if (steer === 'kept' || steer === 'forget') return privacy.command(steer, turn, spoken);
      const reply = steer === 'yesOrNo' ? offeredAgain(offers, spoken) : steered(room, steer, shown, spoken, turn.now);
      if (reply) return { reply, ...(to ? { language: to } : {}), stepBack: steer === 'back' };
    }
    const found = pointed({ ...understood, language: chosen }, turn, last?.id);
    const step = callOff.followUp(turn.text, last ?? null, chosen, remembered.language);
    if (step) return { reply: step };
    const leaned = leaning(found, turn, offers ? leansOn(offers, last?.id) : last?.id);
    return leaned ? { found, reply: leaned } : { found, reply: await replyTo(found, turn), unanswered: isUnanswered(found) };
  };

  const act = async (action: Action, turn: Turn, remembered: Remembered): Promise<Said> => {
    switch (action.do) {
      case 'show':
        return { reply: show(room, action.id, action.language, turn.now) };
      case 'noneOfThese':
        return { reply: nothingFound(room, { language: action.language }) };
      case 'ask':
        return ask({ ...turn, text: action.text, language: action.language }, remembered);
      case 'declined':
      case 'draft':
      case 'register':
      case 'areas':
        return { reply: callOff.act(action) };
      case 'kept':
      case 'forget':
      case 'forgetAll':
      case 'forgetNothing':
        return privacy.act(action, turn);
      case 'rate':
      case 'explain':
        return { reply: await feedback.act(action, turn) };
      default:
        return { reply: await reminders.act(action, turn) };
    }
  };

  const respond = async (turn: Turn, remembered: Remembered): Promise<Said> => {
    if (turn.action === undefined) return ask(turn, remembered);
    const parsed = actionSchema.safeParse(turn.action);
    if (parsed.success) return act(parsed.data, turn, remembered);
    return turn.text.trim() ? ask(turn, remembered) : { reply: oldButton(room, remembered.language ?? 'sv') };
  };

  /** Nothing of the memory is worth failing for: without it each question stands alone. */
  const unlessDown = async <T>(work: Promise<T> | undefined, otherwise: T): Promise<T> => {
    try {
      return (await work) ?? otherwise;
    } catch (error) {
      if (error instanceof VagvisarenError && error.code === 'STORE_UNAVAILABLE') return otherwise;
      throw error;
    }
  };

  const keep = async ({ reply, language, stepBack }: Said, turn: Turn, remembered: Remembered, message: string | undefined): Promise<void> => {
    if (!memory || !turn.conversation) return;
    const last = lastShownIn(reply) ?? (reply.entry === undefined ? null : { id: reply.entry });
    const before = stepBack ? { ...remembered, shown: remembered.shown.slice(1) } : remembered;
    // A question to ask again holds what was typed: that is not kept.
    const buttons = reply.buttons.filter(({ action }) => action.do !== 'ask');
    const offered = { at: turn.now, language: reply.language, buttons };
    const kept = { ...(last ? withShown(before, { ...last, message }, turn.now) : before), offered, ...(language === undefined ? {} : { language }) };
    await unlessDown(memory.keep(turn.conversation.id, kept, turn.now), undefined);
  };

  /** For those who write the answers, where the operator keeps questions. */
  const keepUnanswered = async ({ unanswered, found }: Said, { text, now }: Turn): Promise<void> => {
    if (!unanswered || !found || !text.trim()) return;
    await unlessDown(room.questions?.keep({ language: found.language, outcome: 'none', entry: null, reason: null, text }, now), undefined);
  };

  return {
    async answer(turn) {
      const remembered = await unlessDown(turn.conversation && memory?.recall(turn.conversation.id), nothingRemembered);
      const said = await respond(turn, remembered);
      const { reply, found, forgotten } = said;
      return {
        reply,
        ...(found ? { found } : {}),
        ...(forgotten ? { forgotten } : {}),
        async keep(message) {
          await keepUnanswered(said, turn);
          await keep(said, turn, remembered, message);
        },
      };
    },
    failure: (language, reference) => ({ language, blocks: [{ type: 'lead', text: say(language, 'conversation.failure', { reference }) }], buttons: [] }),
  };
}
