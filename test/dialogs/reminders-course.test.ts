import { dayWithWeekday } from '../../src/dialogs/dates';
import { createDialogs } from '../../src/dialogs/converse';
import type { Reply } from '../../src/dialogs/reply';
import type { Language } from '../../src/language';
import { dated, flat, roomOf2019, roomWith } from '../support/reminder-scene';

async function card(at: string, language: Language = 'sv', room = roomOf2019()): Promise<Reply> {
  return (await createDialogs(room).answer({ text: '', action: { v: 1, do: 'show', id: dated, language }, now: new Date(at) })).reply;
}

test('days are said with their weekday in both languages', () => {
  expect(dayWithWeekday('2026-11-26', 'sv')).toBe('torsdag 26 november 2026');
  expect(dayWithWeekday('2026-11-26', 'en')).toBe('Thursday 26 November 2026');
  expect(dayWithWeekday('2024-02-29', 'sv')).toBe('torsdag 29 februari 2024');
});

test.each<[string, Language, string]>([
  ['2019-09-27T10:00:00Z', 'sv', 'Göteborg onsdag 16 oktober 2019. Anmäl dig senast onsdag 2 oktober 2019 (5 dagar kvar).'],
  ['2019-09-27T10:00:00Z', 'en', 'Göteborg, Wednesday 16 October 2019. Register by Wednesday 2 October 2019 (5 days left).'],
  ['2019-10-01T10:00:00Z', 'sv', 'Anmäl dig senast onsdag 2 oktober 2019 (i morgon).'],
  ['2019-10-01T10:00:00Z', 'en', 'Register by Wednesday 2 October 2019 (tomorrow).'],
  ['2019-10-02T21:30:00Z', 'sv', 'Anmäl dig senast onsdag 2 oktober 2019 (i dag).'],
  ['2019-10-02T21:30:00Z', 'en', 'Register by Wednesday 2 October 2019 (today).'],
  ['2019-10-02T22:30:00Z', 'sv', 'Göteborg onsdag 16 oktober 2019. Anmälan stängde onsdag 2 oktober 2019.'],
  ['2019-10-17T10:00:00Z', 'sv', 'Tidigare tillfällen\n• Göteborg onsdag 16 oktober 2019 (har varit)'],
  ['2026-11-22T11:00:00Z', 'sv', 'Inget nytt datum är känt just nu.'],
  ['2026-11-22T11:00:00Z', 'en', 'Göteborg, Wednesday 20 November 2019 (past)'],
])('on %s (%s) the course says: %s', async (at, language, expected) => expect(flat(await card(at, language))).toContain(expected));

test('coming dates are shown soonest first, with what is known of them', async () => {
  const room = roomWith([
    { place: 'Skövde', date: '2026-12-10', status: 'open' },
    { place: 'Borås', date: '2026-12-04', status: 'full' },
    { place: 'Mariestad', date: '2026-12-03', lastRegistration: '2026-11-24', status: 'cancelled' },
  ]);
  expect(flat(await card('2026-11-22T11:00:00Z', 'sv', room))).toContain('• Mariestad torsdag 3 december 2026 (inställt)\n• Borås fredag 4 december 2026 (fullt)\n• Skövde torsdag 10 december 2026. Sista anmälningsdag är inte känd.');
});

test('a course can be followed from its card, first of all buttons', async () => {
  const reply = await card('2019-09-20T08:00:00Z');
  expect(reply.buttonsTitle).toBe('Påminnelser, eller mer att läsa');
  expect(reply.buttons[0]).toEqual({ title: 'Påminnelser om kursen', action: { v: 1, do: 'follow', course: dated, language: 'sv' } });
  expect(reply.buttons.length).toBeLessThanOrEqual(4);
});
