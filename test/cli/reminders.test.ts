import type { Terminal } from '../../src/cli/command';
import { createReminders } from '../../src/cli/reminders';
import { csvLine } from '../../src/cli/csv';
import { coursesOf } from '../../src/knowledge/load';
import { createReminderBook } from '../../src/reminders/book';
import { createPlanner } from '../../src/reminders/planner';
import { everyCourse } from '../../src/reminders/subscription';
import { openStoreReadOnly } from '../../src/store/open';
import { claim, settled } from '../store/contract/setting';
import { dated, roomOf2019 } from '../support/reminder-scene';
import { chat, people } from '../support/sending-scene';
import { temporaryStore, type TemporaryStore } from '../support/temporary-store';

const courses = () => coursesOf(roomOf2019().knowledge);
const summer = new Date('2019-08-12T09:00:00Z');
const autumn = new Date('2019-09-25T09:00:00Z');

async function run(args: string[], open: Parameters<typeof createReminders>[0] = async () => null): Promise<{ out: string[]; err: string[]; code: number }> {
  const [out, err]: string[][] = [[], []];
  const terminal: Terminal = { out: (text) => out!.push(text), err: (text) => err!.push(text), lines: async function* () {}, isTerminal: false, columns: 80 };
  return { code: await createReminders(open, courses, () => autumn).run(args, terminal), out: out!, err: err! };
}

/** Columns of a line, which stand apart by two spaces or more. */
const columns = (line: string) => line.split(/ {2,}/);
const objects = (lines: string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('without a database', () => {
  test('a dry run lists what somebody who follows every course gets: both occasions, what is past left out', async () => {
    const { out, err, code } = await run(['--dry-run', '--now', '2019-09-25']);
    expect(out.map((line) => columns(line).slice(0, 4))).toEqual([
      ['2019-09-25 08:30', 'lead:7', dated, '2019-10-16 Göteborg'],
      ['2019-10-01 08:30', 'lead:1', dated, '2019-10-16 Göteborg'],
      ['2019-10-23 08:30', 'lead:14', dated, '2019-11-20 Göteborg'],
      ['2019-10-30 08:30', 'lead:7', dated, '2019-11-20 Göteborg'],
      ['2019-11-05 08:30', 'lead:1', dated, '2019-11-20 Göteborg'],
    ]);
    expect(err).toEqual([expect.stringContaining('There is no database yet'), expect.stringContaining('5 reminders to come, seen from 2019-09-25')]);
    expect(code).toBe(0);
  });

  test('seen from the present, where nothing else is said', async () => {
    expect((await run(['--dry-run'])).err.at(-1)).toContain('seen from 2019-09-25 11:00');
  });

  test.each([
    ['2019-10-01T08:29:59+02:00', 4],
    ['2019-10-03', 3],
    ['2019-11-06T22:59:59Z', 1],
    ['2019-11-07', 0],
    ['2026-11-22', 0],
  ])('seen from %s there are %i to come', async (now, count) => {
    const { out, err } = await run(['--dry-run', '--now', now]);
    expect(out).toHaveLength(count);
    expect(err.at(-1)).toMatch(new RegExp(`^${count} ${count === 1 ? 'reminder' : 'reminders'} to come`));
  });

  test('--json gives one object a line and nothing besides', async () => {
    const { out, err } = await run(['--dry-run', '--json', '--now', '2019-09-25']);
    expect(objects(out)[0]).toEqual({ conversation: 'example', kind: 'personal', course: dated, occasion: '2019-10-16 Göteborg', reason: 'lead:7', dueAt: '2019-09-25T06:30:00.000Z' });
    expect(out).toHaveLength(5);
    expect(err).toEqual([]);
  });

  test.each(['status', 'export'])('%s says that there is none', async (task) => {
    await expect(run([task])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('There is no database yet') });
  });
});

test.each([
  ['nothing', []],
  ['an unknown task', ['dance']],
  ['two tasks', ['status', 'export']],
  ['a task and a dry run', ['status', '--dry-run']],
  ['an unknown option', ['status', '--loud']],
  ['a day without its value', ['--dry-run', '--now']],
  ['a word for a day', ['--dry-run', '--now', 'imorgon']],
  ['a number for a day', ['--dry-run', '--now', '25']],
  ['a year for a day', ['--dry-run', '--now', '2019']],
  ['a day that there is not', ['--dry-run', '--now', '2019-02-30']],
  ['an instant of a day that there is not', ['--dry-run', '--now', '2019-02-30T08:30:00+01:00']],
  ['an instant that does not say where', ['--dry-run', '--now', '2019-09-25T08:30:00']],
])('%s is wrong use, before any database is opened', async (_what, args) => {
  const open = jest.fn(async () => null);
  await expect(run(args, open)).rejects.toMatchObject({ code: 'USAGE' });
  expect(open).not.toHaveBeenCalled();
});

describe('beside a bot that has its store open', () => {
  let bot: TemporaryStore;

  beforeEach(async () => {
    bot = await temporaryStore();
    const planner = createPlanner(bot.store, courses);
    await planner.replanAll(summer);
    const book = createReminderBook(bot.store, planner, courses);
    const [one, two, three] = people(3).map(chat);
    await book.follow(one!, dated, summer);
    await book.follow({ ...two!, kind: 'group' }, everyCourse, summer);
    await book.follow(three!, dated, autumn);
    await book.follow(chat('a:nothing to come'), 'course/ugl', summer);
  });

  afterEach(() => bot.remove());

  const open = () => openStoreReadOnly({ file: bot.file });
  const beside = (...args: string[]) => run(args, open);
  /** What the sender did: the first reminder of the first occasion, due 2019-09-18, was sent to those who followed by then. */
  const sendFirst = async () => {
    const at = new Date('2019-09-18T09:00:00Z');
    await bot.store.ledger.tick(at);
    await bot.store.ledger.settle('one', settled(await claim(bot.store, { now: at }), { state: 'sent', tryAt: null, failures: 0, unsure: 0, lastError: null, messageId: '1:abc', sentAt: at }), at);
  };
  const perPerson = (out: string[]) => Object.fromEntries(people(3).map((id) => [id, out.filter((line) => line.endsWith(id)).map((line) => columns(line).slice(0, 2).join(' '))]));

  test('a dry run says who gets what and when, and changes nothing', async () => {
    const before = await bot.store.ledger.report(null, 100);
    const { out, err } = await beside('--dry-run', '--now', '2019-09-20');
    const all = ['2019-09-18 08:30 lead:14', '2019-09-25 08:30 lead:7', '2019-10-01 08:30 lead:1', '2019-10-23 08:30 lead:14', '2019-10-30 08:30 lead:7', '2019-11-05 08:30 lead:1'];
    expect(perPerson(out)).toEqual({ 'a:0': all, 'a:1': all, 'a:2': all.slice(2) });
    expect(out.filter((line) => columns(line)[4]!.startsWith('group'))).toHaveLength(6);
    expect(err).toEqual([expect.stringContaining('16 reminders to come')]);
    expect(await bot.store.ledger.report(null, 100)).toEqual(before);
  });

  test('of what was sent, or ended otherwise, a dry run says nothing; nor of those who cannot be reached', async () => {
    await sendFirst();
    await bot.store.conversations.markUnreachable('a:1', autumn);
    const [claimed] = await claim(bot.store, { now: autumn, limit: 1 });
    expect(claimed!.conversation.id).toBe('a:0');
    await bot.store.ledger.settle('one', settled([claimed!], { state: 'unknown', tryAt: null, failures: 0, unsure: 2, lastError: 'HTTP 502', messageId: null, sentAt: null }), autumn);
    const { out } = await beside('--dry-run', '--now', '2019-09-20');
    const later = ['2019-10-01 08:30 lead:1', '2019-10-23 08:30 lead:14', '2019-10-30 08:30 lead:7', '2019-11-05 08:30 lead:1'];
    expect(perPerson(out)).toEqual({ 'a:0': later, 'a:1': [], 'a:2': later });
  });

  test('status counts the states, and tells what is overdue and when the sender last looked', async () => {
    const { out } = await beside('status', '--now', '2019-09-19');
    expect(out).toHaveLength(10);
    expect(out.map((line) => line.split(/ {2,}/))).toEqual(expect.arrayContaining([['planned', '16'], ['sent', '0'], ['oldest due', '2019-09-18 08:30'], ['last tick', 'never']]));
    await sendFirst();
    expect((await beside('status', '--now', '2019-09-19')).out.map(columns)).toEqual(
      expect.arrayContaining([['planned', '14'], ['sent', '2'], ['oldest due', 'nothing is overdue'], ['last tick', '2019-09-18 11:00']]),
    );
  });

  test('status --json is one object', async () => {
    await sendFirst();
    expect(objects((await beside('status', '--json', '--now', '2019-09-26')).out)).toEqual([
      { byState: { planned: 14, sending: 0, sent: 2, unknown: 0, unreachable: 0, failed: 0, cancelled: 0, expired: 0 }, oldestDue: '2019-09-25T06:30:00.000Z', lastTick: '2019-09-18T09:00:00.000Z' },
    ]);
  });

  test('export gives every row as CSV, oldest first, ready for a spreadsheet', async () => {
    const evil = chat('=HYPERLINK("https://x.example";"a, b")');
    await createReminderBook(bot.store, createPlanner(bot.store, courses), courses).follow(evil, dated, summer);
    await sendFirst();
    const { out } = await beside('export');
    expect(out[0]).toBe('id,conversation,course,occasion,reason,due,state,attempts,sent,message,error');
    expect(out).toHaveLength(1 + 16 + 6);
    const sent = out.filter((line) => line.includes(',sent,1,')).map((line) => line.replace(/^[\da-f-]{36},/, ''));
    expect(sent).toHaveLength(3);
    expect(sent).toContain('a:0,course/i-offentlighetens-tjanst,2019-10-16 Göteborg,lead:14,2019-09-18T06:30:00.000Z,sent,1,2019-09-18T09:00:00.000Z,1:abc,');
    expect(out.filter((line) => line.includes(`"'=HYPERLINK(""https://x.example"";""a, b"")"`))).toHaveLength(6);
    const due = out.slice(1).map((line) => /,(\d{4}-\d\d-\d\dT[\d:.]+Z),/.exec(line)![1]!);
    expect(due).toEqual([...due].sort());
  });

  test('the database is let go, also when it cannot be read', async () => {
    const closed: string[] = [];
    const opening = async () => {
      const store = await open();
      return { ...store, ledger: { ...store.ledger, status: async () => { throw new Error('broken'); } }, close: async () => { closed.push('closed'); await store.close(); } };
    };
    await expect(run(['status'], opening)).rejects.toThrow('broken');
    await run(['export'], opening);
    expect(closed).toEqual(['closed', 'closed']);
  });

  test('the bot goes on meanwhile', async () => {
    const reader = await open();
    await sendFirst();
    await reader.close();
    expect((await bot.store.ledger.status(autumn)).byState).toMatchObject({ sent: 2 });
  });
});

test.each([
  ['plain', [1, 'text', null], '1,text,'],
  ['commas, quotes and lines', ['a,b', 'say "no"', 'one\r\ntwo'], '"a,b","say ""no""","one\r\ntwo"'],
  ['formulas', ['=1+1', '+46', '-1', '@sum', '\tx', '\rx'], `'=1+1,'+46,'-1,'@sum,'\tx,"'\rx"`],
  ['a formula with a comma', ['=SUM(A1,A2)'], `"'=SUM(A1,A2)"`],
  ['what only looks like one inside', ['a=b', 'HTTP 502'], 'a=b,HTTP 502'],
])('a line of CSV: %s', (_what, values, line) => expect(csvLine(values)).toBe(line));
