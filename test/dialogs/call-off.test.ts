import { createCallOffTalk } from '../../src/dialogs/call-off/talk';
import { inWords } from '../../src/dialogs/call-off/wording';
import { plainText } from '../../src/dialogs/plain-text';
import type { Reply } from '../../src/dialogs/reply';
import { languages } from '../../src/language';
import { now, product } from '../support/product';

const { dialogs, knowledge, room, search } = product();
const numberOfAreas = inWords({ say: (key) => room.say('sv', key) }, [...knowledge.entries.values()].filter(({ kind }) => kind === 'supplier').length);
const allAreas = `Ramavtalet har ${numberOfAreas} områden`;
const talk = createCallOffTalk(room);
const flat = (reply: Reply) => plainText(reply, { width: Infinity, strong: (text) => text, faint: (text) => text });
const ask = async (text: string) => (await dialogs.answer({ text, now })).reply;
const tap = async (action: object) => (await dialogs.answer({ text: '', action, now })).reply;
const press = (reply: Reply, title: string) => {
  const button = reply.buttons.find((one) => one.title === title);
  if (!button) throw new Error(`No button "${title}" among: ${reply.buttons.map((one) => one.title).join(', ')}`);
  return tap(button.action);
};
const titles = ({ buttons }: Reply) => buttons.map(({ title }) => title);

/** A question, then buttons by their titles, each with what the reply must say. */
const paths: [name: string, question: string, says: string[], steps: [press: string, ...says: string[]][]][] = [
  ['klarspråk', 'Vem kan hålla en kurs i klarspråk?',
    ['Klarspråk hör till utbildningsområdet ”Praktisk kommunikation”. Fråga Agera Kommunikation först.', '1. Agera Kommunikation\n2. Lexicon', 'Rangordningen gäller', 'Vem får köpa: VGR, Västtrafik AB, GöteborgsOperan AB', 'under Kommunikation', 'Bra att ha klart innan du avropar'],
    [
      ['Ettan tackade nej', 'Nästa att fråga är Lexicon, nummer två', 'Anteckna att Agera Kommunikation tackade nej: datum, orsak och vem som svarade.', 'tillsammans med avropet'],
      ['Utkast till avrop', 'Avtalsområde: Kommunikation', 'Utbildningsområde: Praktisk kommunikation (klarspråk)', 'Leverantör: Lexicon, nummer två', 'Har tackat nej: Agera Kommunikation [datum', 'Kontaktperson: [', 'Det kan fråga efter annat också.'],
      ['Tvåan tackade nej', 'alla leverantörer i Kommunikation tackat nej', 'liksom den om Agera Kommunikation', 'Köp inte utanför avtalet på egen hand', 'VGR Akademin'],
      ['Alla leverantörer i området', 'Fråga Agera Kommunikation först.'],
      ['Var registrerar jag avropet?', 'hör avropet till 2.5.5 Hantera avrop från avtal', 'förnyad konkurrensutsättning', '2.5.4 Hantera inköp och upphandlingar'],
      ['2.5.5 Hantera avrop från avtal', 'orderbekräftelse'],
    ]],
  ['plain language', 'Who can hold a course in plain language?',
    ['Plain language belongs to the training area “Practical communication”. Ask Agera Kommunikation first.', 'The ranking applies', 'Who may buy: VGR'],
    [
      ['Number one declined', 'The next to ask is Lexicon, number two', 'Note that Agera Kommunikation declined'],
      ['Draft of a call-off', 'Training area: Practical communication (plain language)', 'Supplier: Lexicon, number two', 'Has declined: Agera Kommunikation ['],
      ['Number two declined', 'all the suppliers in Communication have declined', 'Do not buy outside the agreement on your own'],
      ['All agreement areas', 'The agreement has ', 'Education and learning: PA Consulting Group'],
    ]],
  ['three in rank, no form', 'Vilka företag får hålla UGL åt oss?',
    ['Fråga Harmoni i Livet Syd först.', 'UGL – Utveckling av grupp och ledare'],
    [
      ['Ettan tackade nej', 'Nästa att fråga är Rezon'],
      ['Tvåan tackade nej', 'Nästa att fråga är Team Fusion, nummer tre', 'liksom den om Harmoni i Livet Syd'],
      ['Utkast till avrop', 'Har tackat nej: Harmoni i Livet Syd [', 'Har tackat nej: Rezon [', 'Avtalssidan har inget formulär för det här området.'],
      ['Trean tackade nej', 'alla leverantörer i UGL, UL och IL tackat nej', 'liksom den om Harmoni i Livet Syd och Rezon'],
    ]],
  ['one supplier alone', 'Digitala arbetssätt',
    ['Fråga Lexicon, områdets enda leverantör.', 'ingen tvåa'],
    [
      ['Utkast till avrop', 'Leverantör: Lexicon, enda leverantören i området', '[vad utbildningen ska handla om]'],
      ['Leverantören tackade nej', 'Det finns ingen nästa att fråga', 'Köp inte utanför avtalet'],
    ]],
  ['no supplier yet', 'Motiverande samtal och samtalsmetodik',
    ['Uppgifter om leverantörer, målgrupp och innehåll saknas', 'Gör så här i stället', 'Fråga VGR Akademin'],
    [['Alla avtalsområden', 'Motiverande samtal och samtalsmetodik: ingen leverantör än']]],
  ['all areas from the agreement', 'Ramavtalet för regiongemensam utbildning',
    [`${numberOfAreas} områden`],
    [
      ['Alla avtalsområden', allAreas, 'Kommunikation: Agera Kommunikation', 'UGL, UL och IL: Harmoni i Livet Syd'],
      ['Fler områden', 'resten av områdena'],
      ['Schemaläggning och bemanningsplanering', 'Fråga Time Care först.'],
    ]],
];

test.each(paths)('%s', async (_name, question, says, steps) => {
  const seen = [await ask(question)];
  for (const text of says) expect(flat(seen[0]!)).toContain(text);
  for (const [title, ...expected] of steps) {
    // Cards stay in the chat: a step may go back to an earlier one.
    const next = await press(seen.findLast((reply) => titles(reply).includes(title)) ?? seen.at(-1)!, title);
    for (const text of expected) expect(flat(next)).toContain(text);
    seen.push(next);
  }
});

test.each(languages)('every button of every step leads somewhere, with at most six a reply (%s)', async (language) => {
  const seen = new Set<string>();
  const open = [...knowledge.entries.values()].filter(({ kind }) => kind === 'supplier' || kind === 'framework').map(({ id }) => ({ v: 1, do: 'show', id, language }) as object);
  const path = new Set(['declined', 'draft', 'register', 'areas']);
  while (open.length > 0) {
    const action = open.pop()!;
    if (seen.has(JSON.stringify(action))) continue;
    seen.add(JSON.stringify(action));
    const reply = await tap(action);
    expect(reply.language).toBe(language);
    expect(flat(reply)).not.toContain(room.say(language, 'conversation.oldButton'));
    expect(flat(reply)).not.toMatch(/undefined|\{\w+\}/);
    expect(reply.buttons.length).toBeGreaterThan(0);
    expect(reply.buttons.length).toBeLessThanOrEqual(6);
    open.push(...reply.buttons.map((button) => button.action).filter((next) => path.has(next.do)));
  }
  expect(seen.size).toBeGreaterThanOrEqual(50);
});

test.each([
  ['an area that is gone', { do: 'declined', id: 'supplier/gone', rank: 1 }, 'Den knappen gäller inte längre'],
  ['an entry that is no area', { do: 'draft', id: 'process/2.5.5', rank: 1 }, 'Den knappen gäller inte längre'],
  ['a draft to nobody', { do: 'draft', id: 'supplier/kommunikation', rank: 3 }, 'Den knappen gäller inte längre'],
  ['a rank too low', { do: 'declined', id: 'supplier/kommunikation', rank: 0 }, 'Den knappen gäller inte längre'],
  ['a rank that is not there', { do: 'declined', id: 'supplier/kommunikation', rank: 3 }, 'Kommunikation har inte så många leverantörer'],
  ['an area without suppliers', { do: 'declined', id: 'supplier/motiverande-samtal', rank: 1 }, 'Gör så här i stället'],
  ['a topic that nobody wrote', { do: 'draft', id: 'supplier/kommunikation', rank: 1, topic: 'xyzzy' }, 'Utbildningsområde: [vad'],
  ['areas beyond the last', { do: 'areas', from: 50, purpose: 'show', rank: 1 }, allAreas],
  ['areas with more suppliers than any has', { do: 'areas', from: 0, purpose: 'declined', rank: 9 }, allAreas],
])('an old or foreign button: %s', async (_name, action, expected) => {
  const text = flat(await tap({ v: 1, language: 'sv', ...action }));
  expect(text).toContain(expected);
  expect(text).not.toContain('xyzzy');
});

describe('a supplier by its name', () => {
  test.each<[string, string, string[]]>([
    ['Lexicon', 'Lexicon finns i fyra områden.', ['Digitala arbetssätt: enda leverantören', 'Kommunikation: nummer två, efter Agera Kommunikation', 'Medarbetarskap: nummer två', 'Pedagogik och lärande: nummer två']],
    ['prové', 'Prové finns i två områden.', ['Ledarskap: nummer ett, tillfrågas först', 'Projektarbete: nummer ett, tillfrågas först']],
  ])('%s: all areas, its rank in each, a button each', (typed, lead, rows) => {
    const reply = talk.namedSupplier(search.find(typed), typed)!;
    for (const text of [lead, ...rows]) expect(flat(reply)).toContain(text);
    expect(titles(reply)).toEqual([...rows.map((row) => row.split(':')[0]), 'Alla avtalsområden']);
  });

  test.each([
    ['Ekan', 'Ekan är nummer ett i rangordningen och tillfrågas först. Därefter kommer Kommunalekonomernas förening.'],
    ['Semcon', 'Semcon är nummer två i rangordningen. Fråga Prové först.'],
  ])('%s: in one area, whose card says its rank first', async (typed, lead) => {
    expect(talk.namedSupplier(search.find(typed), typed)).toBeNull();
    expect((await ask(typed)).blocks[0]).toEqual({ type: 'lead', text: lead });
  });

  test.each(['Vem kan hålla en kurs i klarspråk?', 'Lexicon eller Prové', 'avtal'])('%s names none to choose for', (typed) =>
    expect(talk.namedSupplier(search.find(typed), typed)).toBeNull());
});
