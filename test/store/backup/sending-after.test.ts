import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPlanner } from '../../../src/reminders/planner';
import { backUp } from '../../../src/store/backup/backup';
import { restore, type DueChoice, type Restored } from '../../../src/store/backup/restore';
import { openStore } from '../../../src/store/open';
import type { Store } from '../../../src/store/store';
import { firstDue, followedScene, people, type SendingScene } from '../../support/sending-scene';

const hour = 3_600_000;
/** When every reminder has been due. */
const over = new Date('2027-03-02T12:00:00Z');
const [lead14, lead7, lead1, news] = ['lead:14', 'lead:7', 'lead:1', 'new'].map((reason) => `course/ugl ${reason}`) as [string, string, string, string];

let folder: string;
let scene: SendingScene;
const opened: Store[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vagvisaren-restored-'));
  scene = await followedScene({ people: people(3) });
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await scene.remove();
  rmSync(folder, { recursive: true });
});

const backup = () => join(folder, 'backup.jsonl');
const target = () => ({ file: join(folder, 'bot.db') });

const restored = (dueSinceBackup?: DueChoice): Promise<Restored> => restore({ where: target(), file: backup(), dueSinceBackup, courses: scene.courses, now: scene.clock.now() });

/** The bot starts on the restored store, and runs until every reminder has been due. */
async function runOn(): Promise<void> {
  const store = await openStore(target());
  opened.push(store);
  await createPlanner(store, () => scene.courses).replanAll(scene.clock.now());
  const sender = scene.sender({ store });
  await scene.drive(sender, over, 2 * hour);
  await sender.settled();
}

/** What each got, message by message. */
const got = () => people(3).map((one) => scene.seen.filter(({ conversation }) => conversation === one).map(({ body }) => body.split(', ').sort().join(', ')));
const each = (...bodies: string[]) => people(3).map(() => bodies);

/** The backup is made a minute before the first reminder is due; an hour later the database is lost. */
async function lostAfterSending(): Promise<void> {
  await backUp({ file: scene.file }, backup(), scene.clock.now());
  await scene.drive(scene.sender(), new Date(firstDue.getTime() + hour), 60_000);
  expect(got()).toEqual(each(lead14));
}

test('skip: what was sent after the backup is not sent again; what is due later is sent once', async () => {
  await lostAfterSending();
  expect(await restored('skip')).toMatchObject({ dueSinceBackup: 3 });
  await runOn();
  expect(got()).toEqual(each(lead14, lead7, lead1));
});

test('send: what was due since the backup is sent, though it may be again', async () => {
  await lostAfterSending();
  expect(await restored('send')).toMatchObject({ dueSinceBackup: 3 });
  await runOn();
  expect(got()).toEqual(each(lead14, lead14, lead7, lead1));
});

test('without a choice it says how many there are and restores nothing; with one it then does', async () => {
  await lostAfterSending();
  await expect(restored()).rejects.toMatchObject({ code: 'USAGE', message: expect.stringMatching(/3 reminders were due.*--due-since-backup skip/s) });
  expect(await restored('skip')).toMatchObject({ dueSinceBackup: 3 });
});

test('where nothing has been due since the backup, no choice is needed', async () => {
  await backUp({ file: scene.file }, backup(), scene.clock.now());
  expect(await restored()).toMatchObject({ dueSinceBackup: 0 });
  await runOn();
  expect(got()).toEqual(each(lead14, lead7, lead1));
});

test('nor where what was due is of no use any more', async () => {
  await backUp({ file: scene.file }, backup(), scene.clock.now());
  await scene.clock.advance(72 * hour + 120_000);
  expect(await restored()).toMatchObject({ dueSinceBackup: 0 });
  await runOn();
  expect(got()).toEqual(each(lead7, lead1));
});

test.each<[DueChoice, string[]]>([['skip', []], ['send', [lead14]]])('%s: what was on its way at the time of the backup is sent %j', async (choice, more) => {
  await scene.clock.advance(2 * 60_000);
  // A process that claims, and is gone before it sends.
  await scene.store.ledger.claim({ now: scene.clock.now(), limit: 25, instance: 'gone', leaseMilliseconds: 60_000, rate: { perSecond: 25, burst: 25 } });
  await backUp({ file: scene.file }, backup(), scene.clock.now());
  await scene.clock.advance(hour);
  expect(await restored(choice)).toMatchObject({ dueSinceBackup: 3 });
  await runOn();
  expect(got()).toEqual(each(...more, lead7, lead1));
});

test('skip: news that came into the knowledge after the backup, and was told, is not told again', async () => {
  const before = scene.clock.now();
  scene.courses[0]!.occasions.push({ place: 'Borås', date: '2027-06-15', status: 'open' });
  await backUp({ file: scene.file }, backup(), new Date(before.getTime() - 24 * hour));
  await scene.planner.replanAll(new Date(before.getTime() - hour));
  await scene.drive(scene.sender(), new Date(firstDue.getTime() + hour), 60_000);
  expect(got()).toEqual(each(`${lead14}, ${news}`));
  // Both kinds count: what the backup holds, and what the bot would plan.
  expect(await restored('skip')).toMatchObject({ dueSinceBackup: 6 });
  await runOn();
  expect(got()).toEqual(each(`${lead14}, ${news}`, lead7, lead1));
});
