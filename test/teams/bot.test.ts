import { TestAdapter } from 'botbuilder';
import { welcomeReply } from '../../src/dialogs/welcome';
import { createLog } from '../../src/log';
import { createBot } from '../../src/teams/bot';
import { fakeContacts } from '../support/fake-contacts';
import { now, product } from '../support/product';

const adapter = () => {
  const bot = createBot({ dialogs: product().dialogs, contacts: fakeContacts(), welcome: (kind, language) => welcomeReply(product().room, kind, language), invoke: async () => ({ status: 501 }), now: () => now, log: createLog('fatal') });
  return new TestAdapter((context) => bot.run(context));
};

test('a question, then a choice, then "none of these"', async () => {
  await adapter()
    .send('sekretess')
    .assertReply((reply) => expect(reply.summary).toBe('Menade du något av det här?'))
    .send({ type: 'message', value: { v: 1, do: 'show', id: 'supplier/kommunikation', language: 'sv' } })
    .assertReply((reply) => expect(reply.summary).toMatch(/^Kommunikation/))
    .send({ type: 'message', value: { v: 1, do: 'noneOfThese', language: 'sv' } })
    .assertReply((reply) => expect(reply.summary).toMatch(/^Det vet jag inte/))
    .startTest();
});

test('each message gets exactly one activity', async () => {
  const test_ = adapter();
  for (const text of ['hej', '2.6.5', 'May I give out a colleague’s home number?', 'jag har ont i bröstet']) await test_.send(text).startTest();
  expect(test_.activeQueue.length).toBe(4);
});
