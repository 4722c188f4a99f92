import type { Activity } from 'botbuilder';
import { textWithoutMentions } from '../../src/teams/mention';

const recipient = { id: '28:bot', name: 'Vägvisaren' };
const mention = (text: unknown, id: unknown = recipient.id) => ({ type: 'mention', text, mentioned: { id } });
const textOf = (text: string | undefined, entities: unknown) => textWithoutMentions({ text, entities, recipient } as Activity);

test.each<[string, string | undefined, unknown, string]>([
  ['no mention', ' hej ', undefined, 'hej'],
  ['the bot', '<at>Vägvisaren</at> 2.6.5', [mention('<at>Vägvisaren</at>')], '2.6.5'],
  ['the bot twice', '<at>V</at> hej <at>V</at>', [mention('<at>V</at>'), mention('<at>V</at>')], 'hej'],
  ['somebody else', '<at>Kerstin</at> hej', [mention('<at>Kerstin</at>', '29:kerstin')], '<at>Kerstin</at> hej'],
  ['signs that a pattern would read', 'a.*$& hej', [mention('.*$&')], 'a hej'],
  ['nobody', 'hej', [{ type: 'mention' }, { type: 'mention', text: 'hej', mentioned: null }, mention(17), mention(''), null], 'hej'],
  ['the bot, where a button was tapped', undefined, [mention('<at>Vägvisaren</at>')], ''],
])('a text with a mention of %s', (_name, text, entities, expected) => expect(textOf(text, entities)).toBe(expected));
