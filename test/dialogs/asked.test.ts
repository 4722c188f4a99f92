import { askedIn, matching } from '../../src/dialogs/answers/asked';
import { now, product } from '../support/product';

const { dialogs, search } = product();
const { understand } = search.parts;

test.each([
  ['Var diarieför jag en orderbekräftelse?', 'orderbekräftelse – stämmer med din fråga', 'beställningsunderlag'],
  ['Where do I file an order confirmation?', 'order confirmation – matches your question', 'basis for order'],
])('a process puts the document that was asked about first: %s', async (question, marked, other) => {
  const list = (await dialogs.answer({ text: question, now })).reply.blocks.flatMap((block) => (block.type === 'list' ? [block] : []))[0]!;
  expect(list.items[0]).toBe(marked);
  expect(list.items).toContain(other);
});

test('without a question nothing is said to match', async () => {
  const { reply } = await dialogs.answer({ text: '', action: { v: 1, do: 'show', id: 'process/2.5.5', language: 'sv' }, now });
  expect(JSON.stringify(reply)).not.toContain('stämmer med din fråga');
});

describe('which items a question names', () => {
  const items = ['källkritik', 'artificiell intelligens (AI), till exempel taligenkänning och textrobotar', 'behovs- och kravanalyser', 'hantering av stress', 'film med mobilen', 'filmade medieframträdanden med mobilen'];

  test.each<[string, string, number[]]>([
    ['a word', 'Vem lär ut källkritik?', [0]],
    ['a form of it', 'Vem lär ut källkritiken på nätet?', [0]],
    ['without å ä ö', 'vem lar ut kallkritik', [0]],
    ['the beginning of a compound', 'källkritikskurs', [0]],
    ['one of several things in an item', 'kurs i AI för enheten', [1]],
    ['the last of them', 'finns det nån som kan textrobotar', [1]],
    ['only a part of one thing', 'vi har stort behov av en kurs', []],
    ['a single common word', 'vem föreläser om stress', []],
    ['the one with most in common first', 'filmade medieframträdanden, eller film med mobilen', [5, 4]],
    ['nothing', 'hej', []],
    ['no words at all', '???', []],
  ])('%s', (_name, question, expected) => expect(matching(items, question, 'sv', understand)).toEqual(expected));

  test('a name is there only as a whole, in its order', () => {
    const { says } = askedIn('Kan AGERA kommunikation komma?', 'sv', understand);
    expect([says('Agera Kommunikation'), says('Kommunikation Agera'), says('Agera Kommunikationen')]).toEqual([true, false, false]);
  });
});
