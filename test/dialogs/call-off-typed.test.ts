import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { createCallOffTalk, lastShownIn } from '../../src/dialogs/call-off/talk';
import type { LastShown } from '../../src/dialogs/memory';
import { plainText } from '../../src/dialogs/plain-text';
import type { Reply } from '../../src/dialogs/reply';
import { now, product } from '../support/product';

const { dialogs, room } = product();
const talk = createCallOffTalk(room);
const flat = (reply: Reply) => plainText(reply, { width: Infinity, strong: (text) => text, faint: (text) => text });
const ask = async (text: string) => (await dialogs.answer({ text, now })).reply;
const press = async (reply: Reply, title: string) =>
  (await dialogs.answer({ text: '', action: reply.buttons.find((button) => button.title === title)?.action ?? title, now })).reply;
const follow = (text: string, last: LastShown | null) => talk.followUp(text, last, 'sv');

describe('typed after an area was shown', () => {
  const communication: LastShown = { id: 'supplier/kommunikation', rank: 1, topic: 'klarspråk' };

  test.each<[string, LastShown, string]>([
    ['ettan tackade nej', communication, 'Nästa att fråga är Lexicon'],
    ['Den första leverantören tackade nej.', communication, 'Nästa att fråga är Lexicon'],
    ['forsta har inte tid, vem är nästa?', communication, 'Nästa att fråga är Lexicon'],
    ['nästa leverantör', communication, 'Nästa att fråga är Lexicon'],
    ['de tackade nej', communication, 'Nästa att fråga är Lexicon'],
    ['Agera Kommunikation tackade nej', communication, 'Nästa att fråga är Lexicon'],
    ['the first one declined', communication, 'The next to ask is Lexicon'],
    ['Number one declined', communication, 'The next to ask is Lexicon'],
    ['tvåan tackade nej', communication, 'alla leverantörer i Kommunikation'],
    ['Både ettan och tvåan har tackat nej', communication, 'alla leverantörer i Kommunikation'],
    ['Lexicon kan inte', communication, 'alla leverantörer i Kommunikation'],
    ['trean sa nej', communication, 'har inte så många leverantörer'],
    ['nästa leverantör', { id: 'supplier/ugl-ul-il', rank: 2 }, 'Nästa att fråga är Team Fusion'],
    ['ettan tackade nej', { id: 'course/ugl' }, 'Nästa att fråga är Rezon'],
    ['leverantören tackade nej', { id: 'supplier/digitala-arbetssatt' }, 'Det finns ingen nästa att fråga'],
    ['ettan tackade nej', { id: 'supplier/motiverande-samtal' }, 'Gör så här i stället'],
    ['Ekan tackade nej', communication, 'Nästa att fråga är Kommunalekonomernas förening'],
    ['Utkast till avrop', communication, 'Utbildningsområde: Praktisk kommunikation (klarspråk)'],
    ['draft', communication, 'Supplier: Agera Kommunikation, number one'],
    ['Alla avtalsområden', communication, 'Ramavtalet har '],
  ])('%s (%j): %s', (text, last, expected) => expect(flat(follow(text, last)!)).toContain(expected));

  test('what is typed and what is tapped lead to the same place, which the reply remembers', async () => {
    const card = await ask('Vem kan hålla en kurs i klarspråk?');
    expect(lastShownIn(card)).toEqual(communication);
    const tapped = await press(card, 'Ettan tackade nej');
    expect(follow('ettan tackade nej', lastShownIn(card))).toEqual(tapped);
    expect(lastShownIn(tapped)).toEqual({ ...communication, rank: 2 });
    expect(follow('nästa leverantör', lastShownIn(tapped))).toEqual(await press(tapped, 'Tvåan tackade nej'));
    expect(follow('utkast', lastShownIn(tapped))).toEqual(await press(tapped, 'Utkast till avrop'));
    expect(lastShownIn(await ask('hej'))).toBeNull();
  });
});

describe('typed without an area', () => {
  test.each<[string, string, string, string]>([
    ['ettan tackade nej', 'Vilket område gäller det?', 'Kommunikation', 'Nästa att fråga är Lexicon'],
    ['The first firm said no, what now?', 'Which area is it about?', 'Communication', 'The next to ask is Lexicon'],
    ['trean tackade nej', 'Vilket område gäller det?', 'UGL, UL och IL', 'alla leverantörer i UGL'],
    ['Prové tackade nej', 'Vilket område gäller det?', 'Projektarbete', 'Nästa att fråga är Semcon'],
    ['gör ett utkast', 'Vilket område gäller det?', 'Ledarskap', 'Leverantör: Prové'],
  ])('%s asks which area', async (text, question, area, expected) => {
    const asks = follow(text, null)!;
    expect(flat(asks)).toContain(question);
    expect(flat(await press(asks, area))).toContain(expected);
    expect(flat(follow(text, { id: 'process/2.5.5' })!)).toContain(question);
  });

  test('the rest of the areas keep what was asked', async () => {
    const rest = await press(follow('ettan tackade nej', null)!, 'Fler områden');
    expect(flat(await press(rest, 'Projektarbete'))).toContain('Nästa att fråga är Semcon');
  });
});

test.each([
  'nej', 'nästa', 'jag kan inte', 'vad gör jag nu?', 'ettan', 'Ettan har inte tackat nej', 'föräldrarna tackade nej till samtalet',
  'nästa kurs', 'Prové hade inte tid, vem är nästa i kön för att utbilda våra projektledare?', 'what now?', '', 'ettan tackade nej '.repeat(40),
])('"%s" is no follow-up', (text) => {
  for (const last of [null, { id: 'supplier/kommunikation' }]) expect(follow(text, last)).toBeNull();
});

test('no ordinary question is taken for a follow-up', () => {
  const questions = readFileSync(join(productRoot, 'test', 'questions', 'dev.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { q: string });
  expect(questions.length).toBeGreaterThan(100);
  expect(questions.filter(({ q }) => follow(q, { id: 'supplier/kommunikation' }))).toEqual([]);
});
