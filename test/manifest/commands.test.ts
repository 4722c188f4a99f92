import { createDialogs } from '../../src/dialogs/converse';
import type { Answered } from '../../src/dialogs/turn';
import type { Language } from '../../src/language';
import type { Conversation } from '../../src/reminders/conversation';
import { createFakeReminderBook } from '../support/fake-reminder-book';
import { fakePrivacy } from '../support/fake-privacy';
import { now, product } from '../support/product';
import { conversationOf } from '../support/reminder-scene';
import { unpacked } from './packed';

const { manifest, english } = unpacked();

const placesOf: Record<string, Conversation['kind']> = { personal: 'personal', groupChat: 'group', team: 'channel' };

/** Every command in every place where Teams offers it, in both languages. */
const commands = manifest.bots[0].commandLists.flatMap(({ scopes, commands: list }, i) =>
  scopes.flatMap((scope) => list.map(({ title }, j) => ({ scope, place: placesOf[scope]!, sv: title, en: english[`bots[0].commandLists[${i}].commands[${j}].title`]! }))));

function answer(text: string, place: Conversation['kind']): Promise<Answered> {
  const dialogs = createDialogs({ ...product().room, reminders: createFakeReminderBook(), privacy: fakePrivacy() });
  return dialogs.answer({ text, conversation: conversationOf(place), now });
}

/** Steering and small talk are understood word for word; of the rest the search must have made something. */
function isUnderstood({ found }: Answered): boolean {
  return found === undefined || found.outcome !== 'none' || found.aside?.kind === 'smalltalk';
}

/** What the command leads to, whatever the language. */
function meaning({ found, reply }: Answered): object {
  const { outcome, action, aside, hits } = found ?? {};
  const offers = reply.buttons.map((button) => (button.action as { do: string }).do);
  return { outcome, action, aside, first: outcome === 'answer' ? hits?.[0]?.id : null, offers: [...new Set(offers)] };
}

test.each(commands)('$scope: "$sv" and "$en" are answered, each in its language, and mean the same', async ({ place, sv, en }) => {
  const answers: Record<Language, Answered> = { sv: await answer(sv, place), en: await answer(en, place) };
  for (const language of ['sv', 'en'] as const) {
    expect(answers[language].reply.language).toBe(language);
    expect(isUnderstood(answers[language])).toBe(true);
  }
  expect(meaning(answers.en)).toEqual(meaning(answers.sv));
});

test('every scope has commands, and what is not understood would be noticed', async () => {
  expect(new Set(commands.map(({ scope }) => scope))).toEqual(new Set(Object.keys(placesOf)));
  expect(isUnderstood(await answer('Boka ett flyg till Mars', 'personal'))).toBe(false);
});
