import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestAdapter, type Activity } from 'botbuilder';
import { createDialogs } from '../../src/dialogs/converse';
import { welcomeReply } from '../../src/dialogs/welcome';
import { createLog } from '../../src/log';
import { createReminderBook } from '../../src/reminders/book';
import { createPlanner } from '../../src/reminders/planner';
import { openStore } from '../../src/store/open';
import type { Store } from '../../src/store/store';
import { createBot } from '../../src/teams/bot';
import { now, product } from '../support/product';

const { room } = product();
const folder = mkdtempSync(join(tmpdir(), 'vagvisaren-forgetting-'));
let store: Store;
let adapter: TestAdapter;

beforeAll(async () => {
  store = await openStore({ file: join(folder, 'bot.db') });
  const courses = () => [...room.knowledge.entries.values()].filter((entry) => entry.kind === 'course');
  const planner = createPlanner(store, courses);
  const dialogs = createDialogs({ ...room, reminders: createReminderBook(store, planner, courses), memory: store.memory, privacy: store, feedback: store.feedback });
  const bot = createBot({
    dialogs,
    contacts: {
      firstTime: (conversation, activity, at) => store.activities.firstTime(conversation, activity, at),
      unanswered: (conversation, activity) => store.activities.forget(conversation, activity),
      remember: (conversation, at) => store.conversations.remember(conversation, at),
      markUnreachable: (conversation, at) => store.conversations.markUnreachable(conversation, at),
    },
    welcome: (kind, language) => welcomeReply(room, kind, language),
    invoke: async () => ({ status: 501 }),
    now: () => now,
    log: createLog('fatal'),
  });
  adapter = new TestAdapter((context) => bot.run(context));
});

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function say(activity: Partial<Activity> | string): Promise<string> {
  await adapter.send(activity as Activity).startTest();
  return adapter.activeQueue.pop()!.summary!;
}

const kept = () => store.kept(adapter.conversation.conversation.id);

test('what was stored is shown and deleted, and nothing of that turn is stored anew', async () => {
  await say('på svenska');
  await say('påminn mig om UGL');
  await say('Hur lång är UGL?');
  expect(await kept()).toMatchObject({ conversation: { language: 'sv', shown: [{ id: 'course/ugl' }] }, subscriptions: [{ course: 'course/ugl' }] });
  expect(await say('vad vet du om mig')).toContain('Det här har jag sparat om vår chatt.');
  expect(await say('glöm mig')).toContain('Vill du att jag glömmer allt');
  expect((await kept()).conversation).not.toBeNull();
  const forget = { type: 'message', value: { v: 1, do: 'forgetAll', language: 'sv' } };
  expect(await say(forget)).toContain('Klart! Jag har glömt allt om vår chatt.');
  expect(await kept()).toEqual({ conversation: null, subscriptions: [], registrations: [], deliveries: [], activities: [] });
  expect(await say(forget)).toContain('Jag har inget mer sparat att radera.');
  expect(await kept()).toEqual({ conversation: null, subscriptions: [], registrations: [], deliveries: [], activities: [] });
  await say('hej');
  expect((await kept()).conversation).toMatchObject({ language: null, shown: [] });
});
