import type * as Cards from 'adaptivecards';
import { escapeMarkdown, toCard } from '../../src/teams/card';
import { everyReply } from '../support/every-reply';

// The package's main entry wants a browser; this file of it validates without one.
const AdaptiveCards = jest.requireActual<typeof Cards>('adaptivecards/dist/adaptivecards.js');

const mostActions = 6;
/** Teams takes 28 KB of card: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages */
const largestCard = 28 * 1024;

function actionsOf(value: unknown): { type: string; title?: string }[] {
  if (Array.isArray(value)) return value.flatMap(actionsOf);
  if (value === null || typeof value !== 'object') return [];
  const own = typeof (value as { type?: unknown }).type === 'string' && (value as { type: string }).type.startsWith('Action.') ? [value as { type: string; title?: string }] : [];
  return [...own, ...Object.values(value).flatMap(actionsOf)];
}


/** What is wrong with a card; nothing where it is valid, small and labelled. */
function faultsOf(card: ReturnType<typeof toCard>): string[] {
  const parsed = new AdaptiveCards.AdaptiveCard();
  const context = new AdaptiveCards.SerializationContext();
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const actions = actionsOf(card);
  const size = Buffer.byteLength(JSON.stringify(card));
  return [
    // The parser tests "lang" with a global regular expression, which remembers where it stopped and refuses every other card.
    ...events.filter((message) => !/for property "lang"/.test(message)),
    ...parsed.validateProperties().validationEvents.map(({ message }) => message),
    ...(card['version'] === '1.5' ? [] : ['is not of version 1.5']),
    ...(size < largestCard ? [] : [`has ${size} bytes`]),
    ...(actions.length <= mostActions ? [] : [`has ${actions.length} actions`]),
    ...(actions.every(({ title }) => title) ? [] : ['has an action without a title']),
    ...(card['fallbackText'] ? [] : ['has no text alternative']),
    ...(card['speak'] ? [] : ['says nothing aloud']),
    ...(JSON.stringify(card).includes('"Image"') ? ['has an image: give it an alternative text, and this test a check of it'] : []),
  ];
}

test('every card is valid, small and labelled', async () => {
  const replies = await everyReply();
  const faulty = replies.flatMap(({ name, reply }) => faultsOf(toCard(reply)).map((fault) => `${name} ${fault}`));
  expect(faulty).toEqual([]);
  expect(replies.length).toBeGreaterThan(750);
});

test('the check finds what it looks for', () => {
  const card = toCard({ language: 'sv', blocks: [{ type: 'text', text: 'x'.repeat(30_000) }], buttons: Array.from({ length: 7 }, (_, i) => ({ title: String(i), action: { v: 1, do: 'noneOfThese', language: 'sv' } })) });
  expect(faultsOf(card)).toEqual([expect.stringMatching(/bytes/), 'has 7 actions', 'says nothing aloud']);
});

test.each([
  ['[x](http://evil.example)', '\\[x\\](http://evil.example)'],
  ['**fet** _kursiv_ `kod`', '\\*\\*fet\\*\\* \\_kursiv\\_ \\`kod\\`'],
  ['<b>x</b>', '\\<b\\>x\\</b\\>'],
  ['1. inte en lista', '1\\. inte en lista'],
  ['# ingen rubrik', '\\# ingen rubrik'],
  ['2.6.5 Hantera', '2.6.5 Hantera'],
])('%s is shown as written', (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));
