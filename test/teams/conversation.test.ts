import type { Activity } from 'botbuilder';
import { conversationSchema } from '../../src/reminders/conversation';
import { conversationOf, referenceOf } from '../../src/teams/conversation';

const activity = (conversation: object, more: object = {}) => ({
  type: 'message',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:person', name: 'Kerstin Svensson', aadObjectId: 'e1' },
  recipient: { id: '28:bot', name: 'Vägvisaren' },
  conversation,
  ...more,
}) as unknown as Activity;

test.each([
  ['a personal chat', { id: 'a:1', conversationType: 'personal', tenantId: 't1', name: 'Kerstin' }, {}, { id: 'a:1', kind: 'personal', tenantId: 't1' }],
  ['a group chat', { id: '19:g@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: 't1' }, {}, { id: '19:g@thread.v2', kind: 'group', tenantId: 't1' }],
  ['a channel', { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true }, { channelData: { tenant: { id: 't2' } } }, { id: '19:c@thread.tacv2', kind: 'channel', tenantId: 't2' }],
  ['a thread in a channel', { id: '19:c@thread.tacv2;messageid=1700', conversationType: 'channel', isGroup: true }, {}, { id: '19:c@thread.tacv2', kind: 'channel' }],
  ['a thread, the type left out', { id: '19:c@thread.tacv2;messageid=1700', isGroup: true }, {}, { id: '19:c@thread.tacv2', kind: 'channel' }],
  ['a group, the type left out', { id: '19:g', isGroup: true }, {}, { id: '19:g', kind: 'group' }],
  ['a test client that says nothing', { id: 'x' }, { channelData: null }, { id: 'x', kind: 'personal' }],
  ['a tenant that is none', { id: 'x', tenantId: 'y'.repeat(101) }, { channelData: { tenant: { id: 17 } } }, { id: 'x', kind: 'personal' }],
])('%s', (_name, conversation, more, expected) => {
  const found = conversationOf(activity(conversation, more));
  expect(found).toEqual({ serviceUrl: 'https://smba.trafficmanager.net/emea/', botId: '28:bot', channelId: 'msteams', ...expected });
  expect(conversationSchema.parse(found)).toEqual(found);
});

test('no name is kept, neither the person’s nor the conversation’s', () => {
  const found = conversationOf(activity({ id: '19:g', name: 'Om Kerstin', conversationType: 'groupChat' }));
  expect(JSON.stringify([found, referenceOf(found)])).not.toMatch(/Kerstin|Vägvisaren|29:person|e1/);
});

test('the reference leads back to the conversation', () => {
  const reference = referenceOf(conversationOf(activity({ id: '19:c@thread.tacv2;messageid=1700', conversationType: 'channel', tenantId: 't1' })));
  expect(reference).toMatchObject({
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    bot: { id: '28:bot' },
    conversation: { id: '19:c@thread.tacv2', conversationType: 'channel', isGroup: true, tenantId: 't1' },
  });
});
