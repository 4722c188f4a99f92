import { reminderReply } from '../../src/dialogs/reminders/message';
import type { Reply } from '../../src/dialogs/reply';
import type { CourseEntry } from '../../src/knowledge/schema';
import type { Language } from '../../src/language';
import type { Conversation } from '../../src/reminders/conversation';
import type { Delivery, Reason } from '../../src/reminders/delivery';
import { toCard } from '../../src/teams/card';
import { autumn2019, dated, flat, roomOf2019, roomWith } from '../support/reminder-scene';

const room = roomOf2019();
const first = '2019-10-16 Göteborg';
const second = '2019-11-20 Göteborg';

function delivery(reason: Reason, occasion = first, course = dated): Delivery {
  const row = { id: `${course} ${occasion} ${reason}`, subscription: 's', conversation: 'c', course, occasion, reason };
  return { ...row, dueAt: autumn2019, usefulUntil: autumn2019, tryAt: autumn2019, state: 'sending', attempts: 1, unsure: 0, failures: 0, lastError: null, messageId: null, sentAt: null };
}

interface Asked {
  kind?: Conversation['kind'];
  language?: Language;
  now?: string;
  in?: typeof room;
}

function message(deliveries: Delivery[], { kind = 'personal', language = 'sv', now = '2019-09-20T08:00:00Z', in: where = room }: Asked = {}): Reply | null {
  const reply = reminderReply(where, { conversation: { kind }, language }, deliveries, new Date(now));
  expect(reply?.buttons.length ?? 0).toBeLessThanOrEqual(6);
  return reply;
}

const buttons = (reply: Reply | null) => reply?.buttons.map(({ title }) => title);

test.each<[string, Asked, string]>([
  ['days left', {}, 'Sista dagen att anmäla sig är onsdag 2 oktober 2019. Det är 12 dagar kvar.'],
  ['tomorrow', { now: '2019-10-01T06:30:00Z' }, 'I morgon, onsdag 2 oktober 2019, är sista dagen att anmäla sig.'],
  ['today, just after midnight in Sweden', { now: '2019-10-01T22:30:00Z' }, 'I dag, onsdag 2 oktober 2019, är sista dagen att anmäla sig.'],
  ['days left, English', { language: 'en' }, 'The last day to register is Wednesday 2 October 2019. There are 12 days left.'],
  ['tomorrow, English', { language: 'en', now: '2019-10-01T06:30:00Z' }, 'Tomorrow, Wednesday 2 October 2019, is the last day to register.'],
  ['today, English', { language: 'en', now: '2019-10-02T06:30:00Z' }, 'Today, Wednesday 2 October 2019, is the last day to register.'],
])('a reminder says the last day: %s', (_name, asked, expected) => {
  const reply = message([delivery('lead:7')], asked)!;
  expect(reply.blocks[0]).toEqual({ type: 'lead', text: expected });
  expect(flat(reply)).toContain('https://www.vgregion.se/ov/vgr-akademin/');
  expect(flat(reply)).toContain(asked.language === 'en' ? 'Date: Wednesday 16 October 2019\nPlace: Göteborg' : 'Datum: onsdag 16 oktober 2019\nPlats: Göteborg');
  expect(flat(reply)).toContain(asked.language === 'en' ? 'You get this because you follow In the public service' : 'Du får det här för att du följer I offentlighetens tjänst.');
});

test.each<[string, Asked, string[]]>([
  ['early', { now: '2019-09-18T06:30:00Z' }, ['Påminn mig i morgon', 'Påminn mig om tre dagar', 'Påminn mig sista dagen', 'Jag har anmält mig', 'Sluta påminna mig']],
  ['the day before', { now: '2019-10-01T06:30:00Z' }, ['Påminn mig i morgon', 'Jag har anmält mig', 'Sluta påminna mig']],
  ['the last day', { now: '2019-10-02T06:30:00Z' }, ['Jag har anmält mig', 'Sluta påminna mig']],
  ['English', { now: '2019-09-18T06:30:00Z', language: 'en' }, ['Remind me tomorrow', 'Remind me in three days', 'Remind me on the last day', 'I have registered', 'Stop reminding me']],
  ['a group chat', { kind: 'group' }, ['Sluta påminna']],
  ['a channel', { kind: 'channel', language: 'en' }, ['Stop the reminders']],
])('a reminder offers what can be done: %s', (_name, asked, expected) => expect(buttons(message([delivery('lead:7')], asked))).toEqual(expected));

test('buttons carry the occasion', () => {
  const name = { v: 1, course: dated, occasion: first, language: 'sv' };
  expect(message([delivery('snooze:2019-09-20')], { now: '2019-10-01T06:30:00Z' })!.buttons.map(({ action }) => action)).toEqual([
    { ...name, do: 'snooze', until: 'tomorrow' },
    { ...name, do: 'registered' },
    { v: 1, do: 'stop', course: dated, language: 'sv' },
  ]);
});

test.each<[Conversation['kind'], Language, string]>([
  ['group', 'sv', 'Det här kommer hit för att chatten följer I offentlighetens tjänst.'],
  ['channel', 'sv', 'Det här kommer hit för att kanalen följer I offentlighetens tjänst.'],
  ['channel', 'en', 'This comes here because the channel follows In the public service'],
])('in a %s (%s) it says why it comes', (kind, language, expected) => expect(flat(message([delivery('lead:7')], { kind, language })!)).toContain(expected));

test('a new date is told as news, also where the last day is not known', () => {
  expect(flat(message([delivery('new')])!)).toContain('I offentlighetens tjänst\n\nNu finns ett nytt datum för I offentlighetens tjänst.\n\nSista dagen att anmäla sig är onsdag 2 oktober 2019.');
  expect(flat(message([delivery('new')], { language: 'en' })!)).toContain('There is a new date for In the public service');
  const open = message([delivery('new')], { in: roomWith([{ place: 'Göteborg', date: '2019-10-16', status: 'open' }]) })!;
  expect(flat(open)).toContain('Sista anmälningsdag är inte känd.');
  expect(buttons(open)).toEqual(['Jag har anmält mig', 'Sluta påminna mig']);
});

const cancelled: CourseEntry['occasions'][number] = { place: 'Göteborg', date: '2019-10-16', lastRegistration: '2019-10-02', status: 'cancelled' };

test('a cancelled occasion: what to do, and other dates', () => {
  const other = { place: 'Skövde', date: '2019-11-20', lastRegistration: '2019-11-06', status: 'open' } as const;
  const reply = message([delivery('cancelled')], { in: roomWith([cancelled, other, { ...other, place: 'Borås', status: 'full' }]) })!;
  expect(flat(reply)).toContain('Tillfället onsdag 16 oktober 2019 (Göteborg) är inställt.\n\nHade du anmält dig? Fråga arrangören vad som gäller.\n\nAndra datum\n• Skövde onsdag 20 november 2019. Anmäl dig senast onsdag 6 november 2019 (47 dagar kvar).\n\nDu får');
  expect(buttons(reply)).toEqual(['Visa kursen', 'Mina påminnelser', 'Sluta påminna mig']);
  expect(flat(message([delivery('cancelled')], { in: roomWith([cancelled]) })!)).toContain('Inget nytt datum är känt just nu.');
  expect(flat(message([delivery('cancelled')], { in: roomWith([cancelled]), language: 'en' })!)).toContain('Wednesday 16 October 2019 (Göteborg) is cancelled.');
});

test.each<[string, Delivery[], Asked]>([
  ['the occasion is gone', [delivery('lead:7', '2019-10-16 Borås')], {}],
  ['the course is gone', [delivery('lead:7', first, 'course/gone')], {}],
  ['the last day is over', [delivery('lead:1')], { now: '2019-10-02T22:30:00Z' }],
  ['it was cancelled since', [delivery('lead:7')], { in: roomWith([cancelled]) }],
  ['it is full', [delivery('new')], { in: roomWith([{ ...cancelled, status: 'full' }]) }],
  ['it is held after all', [delivery('cancelled')], {}],
  ['the last day is no longer known', [delivery('lead:7')], { in: roomWith([{ place: 'Göteborg', date: '2019-10-16', status: 'open' }]) }],
  ['there was nothing', [], {}],
])('nothing is said when %s', (_name, deliveries, asked) => expect(message(deliveries, asked)).toBeNull());

test('the same occasion named twice is told once', () => {
  expect(message([delivery('lead:7'), delivery('snooze:2019-09-20')])).toEqual(message([delivery('lead:7')]));
  expect(message([delivery('lead:14'), delivery('new')])).toEqual(message([delivery('new')]));
  expect(message([delivery('new'), delivery('lead:14')])).toEqual(message([delivery('new')]));
  expect(message([delivery('lead:14'), delivery('lead:7', '2019-10-16 Borås')])).toEqual(message([delivery('lead:14')]));
});

test.each<[Language, string, string[]]>([
  ['sv', '2 påminnelser om kurser\n\nDen som stänger först står överst\n• I offentlighetens tjänst: Göteborg onsdag 16 oktober 2019. Anmäl dig senast onsdag 2 oktober 2019 (12 dagar kvar).\n• Nytt datum för I offentlighetens tjänst: Göteborg onsdag 20 november 2019.', ['Visa: I offentlighetens tjänst', 'Mina påminnelser']],
  ['en', '2 reminders about courses\n\nThe one that closes first is at the top\n• In the public service (I offentlighetens tjänst): Göteborg, Wednesday 16 October 2019. Register by Wednesday 2 October 2019 (12 days left).\n• New date for', ['Show: In the public service (I offentlighetens tjänst)', 'My reminders']],
])('several are one message, a line each, the soonest first (%s)', (language, expected, titles) => {
  const reply = message([delivery('new', second), delivery('lead:7')], { language });
  expect(flat(reply!)).toContain(expected);
  expect(buttons(reply)).toEqual(titles);
});

test('very many fit on one card of Teams', () => {
  const many = Array.from({ length: 60 }, (_, i): CourseEntry['occasions'][number] => ({ place: `Göteborg ${i}`, date: '2019-10-16', lastRegistration: '2019-10-02', status: 'open' }));
  const reply = message(many.map(({ date, place }) => delivery('new', `${date} ${place}`)), { in: roomWith(many), kind: 'channel' })!;
  expect(flat(reply)).toContain('60 påminnelser om kurser');
  expect(flat(reply)).toContain('Och 40 till. Fråga mig om en kurs för att se alla datum.\n\nDet här kommer hit för att kanalen följer kurserna.');
  expect(Buffer.byteLength(JSON.stringify(toCard(reply)))).toBeLessThan(28_000);
});
