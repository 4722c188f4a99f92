import type { Reply } from '../../../src/dialogs/reply';
import { flat, type Taken } from '../../support/walk';
import { flawsIn } from './flaws';

const again = { title: 'Igen', action: { v: 1, do: 'noneOfThese', language: 'sv' } } as const;
const good: Reply = { language: 'sv', blocks: [{ type: 'lead', text: 'Det här är en mening som säger vad som gäller.' }], buttons: [again] };
const flaws = (reply: Partial<Reply>, more: Partial<Taken> = {}) => {
  const whole = { ...good, ...reply };
  return flawsIn({ step: { say: 'x' }, reply: whole, text: flat(whole), language: 'sv', before: [], ...more });
};

test('a good reply has none', () => expect(flaws({})).toEqual([]));

test.each<[string, Partial<Reply>]>([
  ['is a dead end', { buttons: [] }],
  ['has an empty block', { blocks: [] }],
  ['has an empty block', { blocks: [{ type: 'list', title: 'Titel', items: [] }] }],
  ['has an empty block', { blocks: [{ type: 'fold', title: 'Läs mer', blocks: [{ type: 'text', text: ' ' }] }] }],
  ['has 7 buttons', { buttons: Array.from({ length: 7 }, (_, i) => ({ ...again, title: `Knapp ${i}` })) }],
  ['has 6 buttons and folds', { blocks: [...good.blocks, { type: 'fold', title: 'Läs mer', blocks: good.blocks }], buttons: Array.from({ length: 6 }, (_, i) => ({ ...again, title: `Knapp ${i}` })) }],
  ['has two buttons of one title', { buttons: [again, again] }],
  ['has a button "Again" that answers in another language', { buttons: [{ title: 'Again', action: { ...again.action, language: 'en' } }] }],
  ['is in en, not in sv', { language: 'en', buttons: [], blocks: [{ type: 'lead', text: 'Skriv din fråga.' }] }],
  ['does not read like sv', { blocks: [{ type: 'lead', text: 'This is what to do if you are not sure of the answer.' }] }],
  ['says "{"', { blocks: [{ type: 'lead', text: 'Jag slutar påminna om {course}.' }] }],
  ['says "undefined"', { blocks: [{ type: 'lead', text: 'Jag slutar påminna om undefined.' }] }],
  ['says a bare "Ja."', { blocks: [{ type: 'lead', text: 'Ja.' }] }],
])('%s', (flaw, reply) => expect(flaws(reply)).toContain(flaw));

test('tells to disclose what the answer before forbade', () => {
  const found = { by: 'ranking' } as NonNullable<Taken['found']>;
  const before = [{ ...good, entry: 'secrecy/persecuted-staff-name' }];
  expect(flaws({ entry: 'secrecy/official-name' }, { found, before })).toEqual(['tells to disclose what the answer before forbade']);
  expect(flaws({ entry: 'secrecy/official-name' }, { found: { ...found, by: 'rule' }, before })).toEqual([]);
});
