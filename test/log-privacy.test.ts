import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DrivenClock } from './support/driven-clock';
import { followedCourse } from './support/followed-course';
import { product } from './support/product';
import { roomWith } from './support/reminder-scene';
import { runBot, type Running } from './support/running-bot';
import { walks } from './dialogs/walks';

/** Milliseconds. The walks took 41 s on a machine with more to do than time. */
jest.setTimeout(300_000);

/** What Teams tells of a person and a place with every message; none of it may be found afterwards. */
const secrets = {
  name: 'Zacharina Märkvärd',
  person: '29:1hemlig-person',
  entra: '7f8e6a7c-5b1d-4b7e-9b60-1d1b0c8a4f11',
  tenant: '0e6f9a52-8c43-4d0a-a5ad-3a2f3bd1c9e7',
  bot: '28:hemlig-bot',
  team: 'Hemliga teamet',
};
const conversation = (n: number) => `a:hemlig-konversation-${n}`;

/** Teams' answer to a message that fails, as it names people. */
const complaint = `The user ${secrets.name} (${secrets.person}) has blocked the conversation.`;

const { id: ugl, occasions } = followedCourse();
const room = roomWith(occasions, ugl);
const clock = new DrivenClock(new Date('2027-02-08T09:00:00Z'));

let running: Running;
/** A connector that refuses everything, in words. */
let unfriendly: Server;
let status = 403;

beforeAll(async () => {
  unfriendly = createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { code: 'Forbidden', message: complaint } }));
    });
  });
  await new Promise<void>((resolve) => unfriendly.listen(0, '127.0.0.1', resolve));
  running = await runBot({ now: () => clock.now(), parts: { ...product(), room, knowledge: room.knowledge } }, { KEEP_QUESTIONS_DAYS: '30' });
});
afterAll(async () => {
  await running.stop();
  await new Promise((resolve) => unfriendly.close(resolve));
});

const from = (n: number, changes: object) =>
  running.message({
    from: { id: secrets.person, name: secrets.name, aadObjectId: secrets.entra },
    recipient: { id: secrets.bot, name: 'Vägvisaren' },
    conversation: { id: conversation(n), conversationType: 'personal', tenantId: secrets.tenant, name: secrets.team },
    channelData: { tenant: { id: secrets.tenant }, team: { id: '19:team', name: secrets.team } },
    ...changes,
  });

const refusing = () => `http://127.0.0.1:${(unfriendly.address() as AddressInfo).port}/`;
const typed = new Set<string>();

/** Everything that leaves the bot for those who run it. */
const seen = async () => `${running.logged.join('')}\n${await running.get('/metrics')}`.toLowerCase();

test('whole conversations, failures and all, leave neither a text nor a name nor an id in log and metrics', async () => {
  for (const [n, { steps, kind = 'personal' }] of Object.values(walks).flat().entries()) {
    for (const step of steps) {
      const where = { conversation: { id: conversation(n), conversationType: kind === 'group' ? 'groupChat' : kind, tenantId: secrets.tenant } };
      if ('say' in step) {
        typed.add(step.say);
        await running.post(from(n, { text: step.say, ...where }));
      } else if ('action' in step) await running.post(from(n, { value: step.action, ...where }));
      else if ('added' in step) await running.post(from(n, { type: 'installationUpdate', action: 'add', ...where }));
      // Limits a conversation is under: the walks are quicker than people.
      await clock.advance(1_000);
    }
  }
  const turns = running.logged.filter((line) => line.includes('"answered"'));
  expect(turns.length).toBeGreaterThan(400);
  expect(new Set(turns.map((line) => (JSON.parse(line) as { turn: string }).turn)).size).toBe(turns.length);

  // Teams refuses, in words; what is sent is not what the bot wanted.
  for (status of [400, 403, 404, 413, 429, 500, 502]) {
    typed.add(`får ${secrets.name} veta något ${status}`);
    await running.post(from(9_000 + status, { serviceUrl: refusing(), text: `får ${secrets.name} veta något ${status}` }));
  }
  // Reminders that cannot be delivered, among those of the walks.
  status = 403;
  for (const n of [8_001, 8_002]) {
    await running.post(from(n, { text: 'påminn mig om UGL' }));
    await running.post(from(n, { type: 'installationUpdate', action: 'add', serviceUrl: refusing() }));
  }
  await clock.advance(new Date('2027-02-15T07:30:05Z').getTime() - clock.now().getTime());
  for (let second = 0; second < 20; second++) {
    await running.bot.sender.pass();
    await running.bot.sender.settled();
    await clock.advance(1_000);
  }
  expect(running.logged.filter((line) => line.includes('a reminder was not taken'))).toHaveLength(2);
  // Broken and malicious requests.
  for (const broken of [{ text: secrets.name }, from(7_000, { serviceUrl: `javascript:${secrets.name}` }), from(7_000, { text: [secrets.name] }), from(7_000, { value: { v: 1, do: 'show', id: secrets.name } })]) await running.post(broken);
  await running.post(from(7_001, { type: 'invoke', name: `composeExtension/${secrets.name}`, value: secrets }));
  await running.post(from(7_001, { text: 'hej', value: undefined }), { authorization: `Bearer ${secrets.name.replace('ä', 'a').replace('ä', 'a')}` });

  const log = await seen();
  for (const secret of [...Object.values(secrets), complaint, 'hemlig-konversation', 'zacharina', 'märkvärd']) expect(log).not.toContain(secret.toLowerCase());
  const long = [...typed].filter((text) => text.trim().length >= 8 && /\s/.test(text.trim()));
  expect(long.length).toBeGreaterThan(200);
  for (const text of long) expect(log).not.toContain(JSON.stringify(text).slice(1, -1).toLowerCase());
});

test('lines of one conversation carry the same name, of two conversations different ones', async () => {
  running.logged.length = 0;
  for (const n of [1, 1, 2]) await running.post(from(n, { text: 'hej' }));
  const names = running.logged.map((line) => (JSON.parse(line) as { conversation?: string }).conversation);
  expect(names[0]).toMatch(/^[0-9a-f]{10}$/);
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

test('the reference that a person is told finds the line in the log that says what happened', async () => {
  running.logged.length = 0;
  const planted = jest.spyOn(room.search, 'find').mockImplementation(() => {
    throw new Error(`could not find what ${secrets.name} asked`);
  });
  await running.post(from(1, { text: 'en fråga som går sönder' }));
  planted.mockRestore();
  const told = running.connector.sent.at(-1)!.activity.summary!;
  const [reference] = /[0-9a-f]{8}/.exec(told) ?? [];
  const line = running.logged.map((one) => JSON.parse(one) as { turn?: string; msg: string; stack?: string[] }).find(({ msg }) => msg === 'turn failed');
  expect(line?.turn).toBe(reference);
  expect(line?.stack?.length).toBeGreaterThan(0);
  expect(running.logged.join('')).not.toContain(secrets.name);
});
