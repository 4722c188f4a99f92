import type * as Cards from 'adaptivecards';
import { escapeMarkdown, toCard } from '../../src/teams/card';
import { now, product } from '../support/product';

// The package's main entry wants a browser; this file of it validates without one.
const AdaptiveCards = jest.requireActual<typeof Cards>('adaptivecards/dist/adaptivecards.js');

const { dialogs, knowledge } = product();

const mostActions = 6;
/** Teams takes 28 KB of card: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const largestCard = 28 * 1024;

function actionsOf(value: unknown): { type: string; title?: string }[] {
  if (Array.isArray(value)) return value.flatMap(actionsOf);
  if (value === null || typeof value !== 'object') return [];
  const own = typeof (value as { type?: unknown }).type === 'string' && (value as { type: string }).type.startsWith('Action.') ? [value as { type: string; title?: string }] : [];
  return [...own, ...Object.values(value).flatMap(actionsOf)];
}


type Asked = { text: string } | { text: ''; action: object };
const shown = [...knowledge.entries.keys()].flatMap((id) =>
  (['sv', 'en'] as const).map((language): [string, Asked] => [`${id} ${language}`, { text: '', action: { v: 1, do: 'show', id, language } }]),
);
const said = ['hej', 'hjälp', 'Lexicon', 'pannkakor', '', 'jag har ont i bröstet', 'påminn mig om UGL'].map((text): [string, Asked] => [text, { text }]);

test.each([...shown, ...said])('the card of "%s" is valid, small and labelled', async (_name, asked) => {
  const card = toCard((await dialogs.answer({ ...asked, now })).reply);
  const parsed = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  parsed.parse(card, context);
  // The parser tests "lang" with a global regular expression, which remembers where it stopped and refuses every other card.
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  expect(events.filter((message) => !/for property "lang"/.test(message))).toEqual([]);
  expect(parsed.validateProperties().validationEvents).toEqual([]);
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(largestCard);
  const actions = actionsOf(card);
  expect(actions.length).toBeLessThanOrEqual(mostActions);
  for (const { title } of actions) expect(title).toBeTruthy();
  expect(card['fallbackText']).toBeTruthy();
  expect(card['speak']).toBeTruthy();
});

test.each([
  ['[x](http://evil.example)', '\\[x\\](http://evil.example)'],
  ['**fet** _kursiv_ `kod`', '\\*\\*fet\\*\\* \\_kursiv\\_ \\`kod\\`'],
  ['<b>x</b>', '\\<b\\>x\\</b\\>'],
  ['1. inte en lista', '1\\. inte en lista'],
  ['# ingen rubrik', '\\# ingen rubrik'],
  ['2.6.5 Hantera', '2.6.5 Hantera'],
])('%s is shown as written', (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));
