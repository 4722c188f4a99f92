import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productRoot } from '../../src/assemble';
import { createDialogs } from '../../src/dialogs/converse';
import { complaints } from '../../src/dialogs/feedback/ports';
import { reminderReply } from '../../src/dialogs/reminders/message';
import type { Reply } from '../../src/dialogs/reply';
import { welcomeReply } from '../../src/dialogs/welcome';
import { languages } from '../../src/language';
import { parseQuestions } from '../../src/measure/question';
import { conversationKinds } from '../../src/reminders/conversation';
import type { Delivery, Reason } from '../../src/reminders/delivery';
import { walks } from '../dialogs/walks';
import { fakeFeedback } from './fake-feedback';
import { fakePrivacy } from './fake-privacy';
import { createFakeReminderBook } from './fake-reminder-book';
import { now, product } from './product';
import { autumn2019, conversationOf, dated } from './reminder-scene';
import { play, type Walk } from './walk';

type Named = { name: string; reply: Reply };

const { room, knowledge } = product();
const dialogs = createDialogs({ ...room, reminders: createFakeReminderBook(), privacy: fakePrivacy(), feedback: fakeFeedback() });

/** What is tapped anywhere: every entry, the whole of the manager's path, what is kept, what people think. */
function everyAction(): object[] {
  const areas = [...knowledge.entries.values()].flatMap((entry) => (entry.kind === 'supplier' ? [entry] : []));
  const path = areas.flatMap(({ id, suppliers }) => suppliers.flatMap((_, i) => [{ do: 'declined', id, rank: i + 1 }, { do: 'draft', id, rank: i + 1 }]));
  return [
    ...[...knowledge.entries.keys()].map((id) => ({ do: 'show', id })),
    ...path,
    { do: 'register' },
    ...(['show', 'declined', 'draft'] as const).flatMap((purpose) => [0, 5].map((from) => ({ do: 'areas', from, purpose, rank: 1 }))),
    ...['noneOfThese', 'reminders', 'kept', 'forget', 'forgetAll', 'forgetNothing', 'stop'].map((name) => ({ do: name })),
    { do: 'rate', entry: 'secrecy/mobile-number', helpful: true },
    { do: 'rate', entry: 'secrecy/mobile-number', helpful: false },
    ...complaints.map((reason) => ({ do: 'explain', entry: 'secrecy/mobile-number', rating: '0', reason })),
    { do: 'dance' },
  ];
}

async function tapped(): Promise<Named[]> {
  const replies: Named[] = [];
  for (const action of everyAction()) {
    for (const language of languages) {
      const { reply } = await dialogs.answer({ text: '', action: { v: 1, language, ...action }, conversation: conversationOf('personal'), now });
      replies.push({ name: `${JSON.stringify(action)} ${language}`, reply });
    }
  }
  return replies;
}

async function typed(): Promise<Named[]> {
  const file = join(productRoot, 'test', 'questions', 'dev.jsonl');
  const texts = [...parseQuestions(readFileSync(file, 'utf8'), file).map(({ q }) => q), '', 'Hur är det egentligen tänkt att vi ska göra? '.repeat(60)];
  const replies: Named[] = [];
  for (const text of texts) replies.push({ name: `"${text.slice(0, 60)}"`, reply: (await dialogs.answer({ text, now })).reply });
  return replies;
}

async function walked(): Promise<Named[]> {
  const replies: Named[] = [];
  for (const [about, table] of Object.entries<readonly Walk[]>(walks)) {
    for (const walk of table) replies.push(...(await play(walk)).map(({ reply, step }) => ({ name: `${about}, ${walk.name}: ${JSON.stringify(step)}`, reply })));
  }
  return replies;
}

function delivery(reason: Reason, occasion: string): Delivery {
  const row = { id: `${occasion} ${reason}`, subscription: 's', conversation: 'c', course: dated, occasion, reason };
  return { ...row, dueAt: autumn2019, usefulUntil: autumn2019, tryAt: autumn2019, state: 'sending', attempts: 1, failures: 0, unsure: 0, lastError: null, messageId: null, sentAt: null };
}

/** What the bot says without being asked. */
function unasked(): Named[] {
  const first = '2019-10-16 Göteborg';
  const messages = { lead: [delivery('lead:7', first)], new: [delivery('new', first)], digest: [delivery('lead:7', first), delivery('new', '2019-11-20 Göteborg')] };
  return languages.flatMap((language) => conversationKinds.flatMap((kind) => [
    { name: `welcome ${kind} ${language}`, reply: welcomeReply(room, kind, language) },
    ...Object.entries(messages).flatMap(([name, deliveries]) => {
      const reply = reminderReply(room, { conversation: { kind }, language }, deliveries, autumn2019);
      return reply ? [{ name: `reminder ${name} ${kind} ${language}`, reply }] : [];
    }),
  ]));
}

/** Every reply that the bot can give: all entries, every step of every walk, reminders, welcomes, answers to real-looking questions. Each once. */
export async function everyReply(): Promise<Named[]> {
  const all = [...(await tapped()), ...(await typed()), ...(await walked()), ...unasked(), ...languages.map((language) => ({ name: `failure ${language}`, reply: dialogs.failure(language, '1234abcd') }))];
  return [...new Map(all.map((one) => [JSON.stringify(one.reply), one])).values()];
}
