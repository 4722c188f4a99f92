import { randomUUID } from 'node:crypto';
import { MessageFactory } from 'botbuilder';
import { createLog } from '../../../src/log';
import { createSender } from '../../../src/reminders/sender';
import { repeat } from '../../../src/repeat';
import { openStore } from '../../../src/store/open';
import { createAdapter } from '../../../src/teams/adapter';
import { createSend } from '../../../src/teams/send';

/**
 * The bot's sender alone, in a process to be killed: sends what is due with the real adapter.
 * Arguments: where the store is (JSON), milliseconds from the real clock to the one of the test, the rate, the lease in milliseconds.
 */
const [where = '', offset = '0', rate = '25', lease = '60000'] = process.argv.slice(2);
const log = createLog('silent');
const now = () => new Date(Date.now() + Number(offset));

async function run(): Promise<void> {
  const store = await openStore(JSON.parse(where) as { file: string } | { url: string });
  const sender = createSender({
    store,
    compose: () => MessageFactory.text('A reminder'),
    send: createSend(createAdapter(undefined, async () => {}), ''),
    now,
    random: Math.random,
    instance: randomUUID(),
    log,
    rate: { perSecond: Number(rate), burst: 5 },
    lease: Number(lease),
  });
  repeat(() => sender.pass(), () => {}, 100);
  process.stdout.write('ready\n');
}

void run();
