import type { Reply } from '../../src/dialogs/reply';
import type { Turn } from '../../src/dialogs/turn';
import { languages } from '../../src/language';
import { now, product } from './product';

/** One of each kind of answer that is not an entry alone. */
const texts = [
  'hej', 'tack', 'hjälp', 'vem är du?', 'hi', 'help', '', 'pannkakor', 'Lexicon', 'jag har ont i bröstet', 'I have chest pain',
  'när får jag min lön?', 'påminn mig om UGL', 'avtal', 'Hur är det egentligen tänkt att vi ska göra? '.repeat(60),
];

/** Every reply that the bot gives without a conversation: all entries in both languages, and one of each other kind. */
export async function everyReply(): Promise<{ name: string; reply: Reply }[]> {
  const { dialogs, knowledge } = product();
  const turns: { name: string; turn: Turn }[] = [
    ...[...knowledge.entries.keys()].flatMap((id) =>
      languages.map((language) => ({ name: `${id} ${language}`, turn: { text: '', action: { v: 1, do: 'show', id, language }, now } }))),
    ...languages.map((language) => ({ name: `none of these ${language}`, turn: { text: '', action: { v: 1, do: 'noneOfThese', language }, now } })),
    ...texts.map((text) => ({ name: `"${text.slice(0, 40)}"`, turn: { text, now } })),
  ];
  const replies: { name: string; reply: Reply }[] = [];
  for (const { name, turn } of turns) replies.push({ name, reply: (await dialogs.answer(turn)).reply });
  return replies;
}
