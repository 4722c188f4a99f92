import { actionSchema } from '../../src/dialogs/action';
import { createDialogs } from '../../src/dialogs/converse';
import type { Kept } from '../../src/dialogs/privacy/ports';
import type { Reply } from '../../src/dialogs/reply';
import type { Answered } from '../../src/dialogs/turn';
import type { Conversation } from '../../src/reminders/conversation';
import type { Delivery } from '../../src/reminders/delivery';
import { fakeFeedback } from '../support/fake-feedback';
import { fakePrivacy } from '../support/fake-privacy';
import { now, product } from '../support/product';
import { conversationOf, flat } from '../support/reminder-scene';

const day = 86_400_000;

function delivery(more: Partial<Delivery>): Delivery {
  return {
    id: '1', subscription: '1', conversation: 'x', course: 'course/ugl', occasion: '2026-12-01 Göteborg', reason: 'lead:7', dueAt: now, usefulUntil: now, tryAt: null,
    state: 'sent', attempts: 1, failures: 0, unsure: 0, lastError: null, messageId: 'm:1', sentAt: null, ...more,
  };
}

function keptOf(kind: Conversation['kind']): Kept {
  return {
    conversation: { reference: { ...conversationOf(kind), tenantId: 'tenant-1' }, language: 'sv', shown: [{ id: 'secrecy/mobile-number', at: now }, { id: 'course/gone', at: now }], reachable: true, updatedAt: now },
    subscriptions: [
      { id: '1', conversation: 'x', course: '*', following: true, leadDays: [7], since: now },
      { id: '2', conversation: 'x', course: 'course/ugl', following: false, leadDays: [7], since: now },
    ],
    registrations: [{ course: 'course/i-offentlighetens-tjanst', occasion: '2019-10-16 Göteborg', at: now }],
    deliveries: [
      delivery({ sentAt: new Date(now.getTime() - 2 * day) }), delivery({ sentAt: new Date(now.getTime() - day) }),
      delivery({ state: 'planned', dueAt: new Date(now.getTime() + day), tryAt: now }), delivery({ state: 'expired', dueAt: new Date(now.getTime() - 9 * day) }),
    ],
    activities: [{ activity: '1', at: now }, { activity: '2', at: now }],
  };
}

interface Scene {
  privacy: ReturnType<typeof fakePrivacy>;
  says(text: string): Promise<Answered>;
  presses(title: string): Promise<Answered>;
}

function createScene(kind: Conversation['kind'] = 'personal', more: Partial<Parameters<typeof createDialogs>[0]> = {}): Scene {
  const privacy = fakePrivacy();
  privacy.all.set(conversationOf(kind).id, keptOf(kind));
  const dialogs = createDialogs({ ...product().room, privacy, ...more });
  let latest: Reply | undefined;
  const turn = async (text: string, action?: object): Promise<Answered> => {
    const answered = await dialogs.answer({ text, ...(action ? { action } : {}), conversation: conversationOf(kind), now });
    for (const button of answered.reply.buttons) expect(actionSchema.parse(button.action)).toEqual(button.action);
    latest = answered.reply;
    return answered;
  };
  return {
    privacy,
    says: (text) => turn(text),
    presses: (title) => turn('', latest!.buttons.find((one) => one.title === title)!.action),
  };
}

/** What is typed or, in brackets, pressed; then what the reply must hold. */
type Step = [does: string, ...expected: string[]];

async function play(scene: Scene, steps: readonly Step[]): Promise<void> {
  for (const [does, ...expected] of steps) {
    const pressed = /^\[(.*)\]$/.exec(does)?.[1];
    const text = flat((await (pressed ? scene.presses(pressed) : scene.says(does))).reply);
    for (const part of expected) expect(`${does} → ${text}`).toContain(part);
    expect(text).not.toMatch(/undefined|\{\w+\}/);
  }
}

test.each<[string, Conversation['kind'], Step[]]>([
  ['shows everything, then forgets it, twice', 'personal', [
    ['vad vet du om mig', 'Det här har jag sparat om vår chatt.', 'Inga namn.', 'Valt språk: svenska.', 'Svar som jag har visat nyligen: ', 'course/gone', 'Id-nummer på 2 meddelanden',
      'Kurser som följs\n• Alla kurser\n• Inte: UGL – Utveckling av grupp och ledare', 'I offentlighetens tjänst: Göteborg onsdag 16 oktober 2019',
      '• 2 skickade\n• 1 planerad\n• 1 som inte skickades\n• Om UGL – Utveckling av grupp och ledare, Göteborg tisdag 1 december 2026: planerad till måndag 23 november 2026', 'skickad lördag 21 november 2026',
      'Jag sparar inte det du skriver, och varken ditt namn eller din e-postadress.', 'Id i Teams: the personal', 'Organisationens id: tenant-1', '→ Glöm mig'],
    ['[Glöm mig]', 'Vill du att jag glömmer allt om vår chatt?', 'inga fler påminnelser hit', 'Meddelandena finns kvar i Teams.', '→ Ja, glöm allt\n→ Nej, behåll'],
    ['[Nej, behåll]', 'Okej, jag raderar inget.'],
    ['[Visa vad du har sparat]', 'Det här har jag sparat om vår chatt.'],
    ['glöm mig', 'Vill du att jag glömmer allt om vår chatt?'],
    ['[Ja, glöm allt]', 'Klart! Jag har glömt allt om vår chatt.', 'Det här raderade jag\n• Adressen hit i Teams, valt språk och de senaste svaren\n• 2 kurser som följdes\n• 1 anmälan\n• 4 påminnelser\n• Id-nummer på 2 meddelanden', 'sparar jag adressen på nytt'],
    ['Glöm mig, tack!', 'Vill du att jag glömmer allt'],
    ['[Ja, glöm allt]', 'Jag har inget mer sparat att radera.'],
    ['vad vet du om mig?', 'Jag har inte sparat något om vår chatt.', 'varken ditt namn'],
  ]],
  ['in English', 'personal', [
    ['what do you know about me', 'This is what I have saved about our chat.', 'Chosen language: Swedish.', 'Courses that are followed\n• All courses\n• Not: UGL', 'Göteborg, Wednesday 16 October 2019', '2 sent', 'I do not save what you write', '→ Forget me'],
    ['[Forget me]', 'Do you want me to forget everything about our chat?', '→ Yes, forget everything\n→ No, keep it'],
    ['[Yes, forget everything]', 'Done! I have forgotten everything about our chat.', '2 courses that were followed', '4 reminders'],
    ['forget me', 'Do you want me to forget'],
    ['[Yes, forget everything]', 'I have nothing more saved to delete.'],
    ['what do you know about me', 'I have saved nothing about our chat.'],
  ]],
  ['of a group chat', 'group', [
    ['vad vet du om oss', 'om den här gruppchatten. Det gäller chatten, inte dig personligen.', '→ Glöm chatten'],
    ['[Glöm chatten]', 'den här gruppchatten? Det gäller alla i chatten.'],
    ['[Ja, glöm allt]', 'Jag har glömt allt om den här gruppchatten.'],
  ]],
  ['of a channel, in English', 'channel', [
    ['what do you know about us', 'about this channel. It is about the channel, not about you personally.', '→ Forget this channel'],
    ['[Forget this channel]', 'this channel? That concerns everybody in it.'],
    ['[Yes, forget everything]', 'I have forgotten everything about this channel.'],
  ]],
])('%s', async (_name, kind, steps) => {
  await play(createScene(kind), steps);
});

test('only what deletes says that nothing of the turn may be stored', async () => {
  const { says, presses } = createScene();
  expect((await says('vad vet du om mig')).forgotten).toBeUndefined();
  expect((await says('glöm mig')).forgotten).toBeUndefined();
  expect((await presses('Ja, glöm allt')).forgotten).toBe(true);
});

test('where questions are kept and answers judged, that is said', async () => {
  const questions = { days: 30, keep: async () => undefined };
  await play(createScene('personal', { questions, feedback: fakeFeedback() }), [['vad vet du om mig', 'Jag sparar varken ditt namn eller din e-postadress.', 'sparas i 30 dagar', 'utan koppling till dig']]);
  expect(flat((await createScene('personal', { questions }).says('vad vet du om mig')).reply)).not.toContain('Jag sparar inte det du skriver');
});

test('while the store is down it says so, and can be tried again', async () => {
  const scene = createScene();
  scene.privacy.isDown = true;
  await play(scene, [['vad vet du om mig', 'Jag kommer inte åt det jag har sparat just nu.'], ['glöm mig', 'Vill du'], ['[Ja, glöm allt]', 'Jag kommer inte åt']]);
  expect((await scene.presses('Försök igen')).forgotten).toBeUndefined();
  scene.privacy.isDown = false;
  await play(scene, [['[Försök igen]', 'Klart! Jag har glömt allt om vår chatt.']]);
});

test('nothing but a store that is down is swallowed', async () => {
  const { privacy, says } = createScene();
  privacy.breaks = new TypeError('a mistake of ours');
  await expect(says('vad vet du om mig')).rejects.toThrow('a mistake of ours');
});

test.each([['vad vet du om mig', 'Här sparar jag ingenting om dig.'], ['forget me', 'Here I save nothing about you.']])('"%s" where nothing is stored', async (text, expected) => {
  expect(flat((await product().dialogs.answer({ text, now })).reply)).toContain(expected);
});

test('one of each kind is said in the singular', async () => {
  const scene = createScene();
  const { conversation, subscriptions, registrations, deliveries, activities } = keptOf('personal');
  const one = { conversation: { ...conversation!, reachable: false, language: 'en' as const }, subscriptions: [subscriptions[0]!], registrations, deliveries: [deliveries[0]!], activities: [activities[0]!] };
  scene.privacy.all.set('the personal', one);
  await play(scene, [
    ['vad vet du om mig', 'borttagen där', 'Valt språk: engelska.', 'Id-numret på ett meddelande', '• 1 skickad\n'],
    ['glöm mig', 'Vill du'],
    ['[Ja, glöm allt]', '• 1 kurs som följdes\n• 1 anmälan\n• 1 påminnelse\n• Id-numret på 1 meddelande'],
  ]);
});
