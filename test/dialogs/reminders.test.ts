import { createDialogs } from '../../src/dialogs/converse';
import { now as autumn2026, product } from '../support/product';
import { autumn2019, conversationOf, createScene, dated, flat, roomOf2019, roomWith } from '../support/reminder-scene';

/** What is typed or, in brackets, pressed; then what the reply must hold. */
type Step = [does: string, ...expected: string[]];

async function play(scene: ReturnType<typeof createScene>, steps: readonly Step[]): Promise<void> {
  for (const [does, ...expected] of steps) {
    const pressed = /^\[(.*)\]$/.exec(does)?.[1];
    const text = flat(await (pressed ? scene.presses(pressed) : scene.says(does)));
    for (const part of expected) expect(`${does} → ${text}`).toContain(part);
  }
}

const nextOne = new Date('2019-09-25T06:30:00Z');

test.each<[string, Step[]]>([
  ['follows a course with dates, twice, and stops it twice', [
    ['påminn mig om I offentlighetens tjänst', 'Klart! Jag påminner om I offentlighetens tjänst.', 'Göteborg onsdag 16 oktober 2019. Anmäl dig senast onsdag 2 oktober 2019 (12 dagar kvar).', 'onsdag 6 november 2019 (47 dagar kvar)', 'Nästa påminnelse kommer onsdag 25 september 2019.', '→ Sluta påminna mig\n→ Mina påminnelser\n→ Visa kursen'],
    ['påminn mig om I offentlighetens tjänst', 'Jag påminner redan om I offentlighetens tjänst.'],
    ['[Sluta påminna mig]', 'Klart! Jag slutar påminna om I offentlighetens tjänst.', '→ Påminn igen\n→ Mina påminnelser\n→ Visa kursen'],
    ['[Påminn igen]', 'Klart! Jag påminner om'],
    ['[Visa kursen]', 'En dag om hur VGR styrs'],
    ['sluta påminna mig', 'Klart! Jag slutar påminna om I offentlighetens tjänst.'],
    ['sluta påminna mig', 'Just nu påminner jag inte om någon kurs.', '→ Påminn mig om UGL'],
  ]],
  ['follows a course with dates in English', [
    ['remind me about the course I offentlighetens tjänst', 'Done! I will send reminders about In the public service (I offentlighetens tjänst).', 'Göteborg, Wednesday 16 October 2019. Register by Wednesday 2 October 2019 (12 days left).', 'The next reminder comes on Wednesday 25 September 2019.', '→ Stop reminding me\n→ My reminders\n→ Show the course'],
    ['[Stop reminding me]', 'Done! I will stop sending reminders about In the public service'],
    ['stop reminding me', 'Right now I send no reminders.', '→ Remind me about UGL'],
    ['[Remind me about UGL]', 'Done! I will send reminders about UGL'],
  ]],
  ['follows a course without dates, however it is typed', [
    ['påminn mig om UGL', 'Klart! Jag påminner om UGL – Utveckling av grupp och ledare.', 'Just nu känner jag inte till något datum med en sista anmälningsdag. Jag säger till när det kommer ett.'],
    ['paminn mig om ugl', 'Jag påminner redan om UGL'],
    ['remind me about UGL', 'I already send reminders about UGL', 'Right now I know of no date with a last day to register.'],
    ['stop reminding me about UGL', 'Done! I will stop sending reminders about UGL'],
    ['sluta påminna mig om UGL', 'Jag påminner inte om UGL', 'Just nu påminner jag inte om någon kurs.'],
  ]],
  ['names no course: asks which, those with dates first', [
    ['påminn mig', 'Vilken kurs gäller det?', 'skriv till exempel ”påminn mig om UGL”', '→ I offentlighetens tjänst\n→ Fullmäktiges presidiekonferens, Göteborg\n→ IL', '→ Alla kurser'],
    ['[Alla kurser]', 'Klart! Jag påminner om alla kurser.', 'De här stänger först\n• I offentlighetens tjänst: Göteborg onsdag 16 oktober 2019. Anmäl dig senast', 'Ingen påminnelse är planerad för de datumen, så anmäl dig i tid.', '→ Sluta påminna mig\n→ Mina påminnelser'],
    ['remind me', 'Which course is it about?', '→ In the public service', '→ All courses'],
  ]],
  ['lists, and stops one of several', [
    ['vilka påminnelser har jag', 'Just nu påminner jag inte om någon kurs.', 'Vill du bli påmind?'],
    ['[Påminn mig om UGL]', 'Klart! Jag påminner om UGL'],
    ['påminn mig om I offentlighetens tjänst', 'Klart!'],
    ['[Mina påminnelser]', 'Det här påminner jag om.', '• I offentlighetens tjänst: onsdag 25 september 2019\n• UGL – Utveckling av grupp och ledare: ingen planerad än', 'Jag säger till när det kommer nya datum.', '→ Stäng av alla'],
    ['which reminders do I have', 'This is what I send reminders about.', 'Wednesday 25 September 2019', 'none planned yet', '→ Stop all'],
    ['sluta påminna mig', 'Vilken påminnelse vill du stänga av?', '→ Stäng av: UGL – Utveckling av grupp och ledare'],
    ['sluta påminna mig om UL', 'Jag påminner inte om UL – Utvecklande ledarskap.\n\nDet här påminner jag om.', '→ Stäng av: UGL'],
    ['[Stäng av: UGL – Utveckling av grupp och ledare]', 'Klart! Jag slutar påminna om UGL', 'Jag påminner fortfarande om\n• I offentlighetens tjänst'],
  ]],
  ['stops everything, and takes it back', [
    ['påminn mig om alla kurser', 'Jag påminner om alla kurser.'],
    ['påminn mig om UGL', 'Jag påminner redan om UGL'],
    ['stäng av alla påminnelser', 'Klart! Alla påminnelser är avstängda.', 'Det gällde\n• Alla kurser\n• UGL', '→ Påminn igen: alla kurser\n→ Påminn igen: UGL'],
    ['[Påminn igen: alla kurser]', 'Klart! Jag påminner om alla kurser.'],
    ['påminn mig om UGL', 'Jag påminner redan om'],
    ['sluta påminna mig om UGL', 'Jag påminner fortfarande om\n• alla andra kurser'],
    ['stop all reminders', 'Done! All reminders are off.', '→ Remind again: all courses'],
    ['stop all reminders', 'Right now I send no reminders.'],
  ]],
])('%s', async (_name, steps) => {
  const scene = createScene();
  scene.book.due.set(dated, nextOne);
  await play(scene, steps);
});

test('more courses than buttons: five can be stopped at once, the others by typing', async () => {
  const scene = createScene({ now: autumn2026 });
  for (const { id, kind } of roomOf2019().knowledge.entries.values()) if (kind === 'course') scene.book.followed.add(id);
  expect((await scene.says('mina påminnelser')).buttons).toHaveLength(6);
  await play(scene, [['mina påminnelser', 'Vill du stänga av en annan? Skriv till exempel ”sluta påminna mig om UGL”.'], ['[Stäng av alla]', 'Alla påminnelser är avstängda']]);
  expect((await scene.says('påminn mig')).buttons.map(({ title }) => title)).toEqual([
    'Fullmäktiges presidiekonferens, Göteborg', 'I offentlighetens tjänst', 'IL – Indirekt ledarskap',
    expect.stringContaining('Specialutbildning'), 'UGL – Utveckling av grupp och ledare', 'Alla kurser',
  ]);
});

test.each([
  ['channel', 'Påminnelserna kommer hit till kanalen, så att alla här ser dem.', 'The reminders come to this channel'],
  ['group', 'Påminnelserna kommer hit till chatten, så att alla här ser dem.', 'The reminders come to this chat,'],
] as const)('in a %s it says who gets the reminders', async (kind, sv, en) => {
  await play(createScene({ kind }), [['påminn mig om UGL', sv, '→ Sluta påminna\n'], ['remind me about UGL', en, '→ Stop the reminders']]);
});

const name = { v: 1, course: dated, occasion: '2019-10-16 Göteborg' } as const;
const later = { ...name, do: 'snooze', until: 'tomorrow' } as const;
const done = { ...name, do: 'registered' } as const;

test('reminds later, also when pressed twice', async () => {
  const { book, taps } = createScene();
  book.followed.add(dated);
  book.snoozesUntil = '2026-11-25';
  for (const action of [later, later]) expect(flat(await taps({ ...action, language: 'sv' }))).toContain('I offentlighetens tjänst\n\nOkej! Jag påminner dig igen onsdag 25 november 2026.');
  expect(flat(await taps({ ...later, language: 'en' }))).toContain('I will remind you again on Wednesday 25 November 2026.');
  book.snoozesUntil = null;
  expect(flat(await taps({ ...later, language: 'sv' }))).toContain('Det går inte att vänta längre med påminnelsen.\n\nGöteborg onsdag 16 oktober 2019. Anmäl dig senast');
  book.followed.clear();
  expect(flat(await taps({ ...later, language: 'sv' }))).toMatch(/Jag påminner inte om I offentlighetens tjänst\.[^]*→ Påminn igen\n/);
});

test('an occasion that was cancelled since cannot be put off', async () => {
  const { book, taps } = createScene({ room: roomWith([{ place: 'Göteborg', date: '2019-10-16', lastRegistration: '2019-10-02', status: 'cancelled' }]) });
  book.followed.add(dated);
  expect(flat(await taps({ ...later, language: 'sv' }))).toContain('Göteborg onsdag 16 oktober 2019 (inställt)');
});

test('somebody who has registered is left alone, and told of a cancellation as long as the course is followed', async () => {
  const { book, taps } = createScene();
  book.followed.add('*');
  expect(flat(await taps({ ...done, language: 'sv' }))).toContain('Bra! Jag påminner dig inte mer om tillfället onsdag 16 oktober 2019 (Göteborg).\n\nOm det ställs in säger jag till.');
  book.followed.clear();
  const again = flat(await taps({ ...done, language: 'en' }));
  expect(again).toContain('Good! I will not remind you again about Wednesday 16 October 2019 (Göteborg).');
  expect(again).not.toContain('cancelled');
  expect(book.registrations).toMatchObject([{ course: dated, occasion: '2019-10-16 Göteborg' }, { course: dated, occasion: '2019-10-16 Göteborg' }]);
});

test.each<[string, object, string]>([
  ['follows a course that is gone', { do: 'follow', course: 'course/gone' }, 'Den knappen gäller inte längre'],
  ['follows what is no course', { do: 'follow', course: 'secrecy/mobile-number' }, 'Den knappen gäller inte längre'],
  ['stops a course that is gone', { do: 'stop', course: 'course/gone' }, 'Den knappen gäller inte längre'],
  ['puts off a course that is gone', { ...later, course: 'course/gone' }, 'Den knappen gäller inte längre'],
  ['puts off an occasion that is gone', { ...later, occasion: '2019-01-01 Borås' }, 'Det tillfället finns inte kvar.'],
  ['registers for an occasion that is gone', { ...done, occasion: '2019-01-01 Borås' }, 'Det tillfället finns inte kvar.'],
])('an old button that %s is answered sensibly', async (_name, action, expected) => {
  const { book, taps } = createScene();
  const reply = await taps({ v: 1, language: 'sv', ...action });
  expect(flat(reply)).toContain(expected);
  expect(reply.buttons.length).toBeGreaterThan(0);
  expect([book.followed.size, book.registrations.length]).toEqual([0, 0]);
});

test('a followed course that is gone is listed and can be stopped', async () => {
  const scene = createScene();
  scene.book.followed.add('course/gone');
  await play(scene, [
    ['mina påminnelser', '• En kurs som inte finns kvar: ingen planerad än'],
    ['[Stäng av: en kurs som inte finns kvar]', 'Klart! Jag slutar påminna om en kurs som inte finns kvar.', '→ Mina påminnelser'],
  ]);
});

test('while the store is down reminders say so and can be tried again; questions are answered', async () => {
  const scene = createScene();
  scene.book.isDown = true;
  for (const text of ['påminn mig om UGL', 'mina påminnelser', 'sluta påminna mig', 'stäng av alla påminnelser']) expect(flat(await scene.says(text))).toMatch(/^Påminnelserna fungerar inte just nu, men jag svarar på frågor som vanligt\. Försök igen om en stund\.\n/);
  for (const action of [later, done, { v: 1, do: 'follow', course: 'course/ugl' }, { v: 1, do: 'stop' }]) expect(flat(await scene.taps({ ...action, language: 'en' }))).toContain('Reminders do not work right now');
  await play(scene, [['Hur lång är UGL?', 'Fem dagar i följd'], ['påminn mig om UGL', 'fungerar inte just nu']]);
  scene.book.isDown = false;
  await play(scene, [['[Försök igen]', 'Klart! Jag påminner om UGL']]);
});

test('nothing but a store that is down is swallowed', async () => {
  const { book, says } = createScene();
  book.breaks = new TypeError('a mistake of ours');
  await expect(says('mina påminnelser')).rejects.toThrow('a mistake of ours');
});

test.each<[string, string, string[]]>([
  ['påminn mig om UGL', 'Påminnelser får du i Teams. Här kan jag inte skicka några.', ['Det här vet jag om kursen:', 'Fem dagar i följd']],
  ['remind me about UGL', 'You get reminders in Teams. I cannot send any here.', ['This is what I know about the course:', 'Five days in a row']],
  ['mina påminnelser', 'Påminnelser får du i Teams.', ['→ Hur lång är UGL?']],
  ['stäng av alla påminnelser', 'Påminnelser får du i Teams.', ['→ Hur lång är UGL?']],
])('"%s" at the command line', async (text, lead, parts) => {
  const { room } = product();
  const withoutStore = await createDialogs(room).answer({ text, conversation: conversationOf('personal'), now: autumn2019 });
  const withoutConversation = await createDialogs({ ...room, reminders: createScene().book }).answer({ text, now: autumn2019 });
  for (const { reply } of [withoutStore, withoutConversation]) {
    for (const part of [lead, ...parts]) expect(flat(reply)).toContain(part);
    expect(reply.buttons.map(({ action }) => action.do)).not.toContain('follow');
  }
});
