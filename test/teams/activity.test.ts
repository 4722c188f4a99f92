import { checkActivity } from '../../src/teams/activity';

const valid = {
  type: 'message',
  id: '1700000000000',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.example/emea/',
  from: { id: '29:person', name: 'Kerstin Svensson', aadObjectId: 'e1', role: 'user' },
  recipient: { id: '28:bot', name: 'Vägvisaren' },
  conversation: { id: '19:channel@thread.tacv2;messageid=1700000000000', conversationType: 'channel', isGroup: true, tenantId: 't1' },
  locale: 'sv-SE',
};

test.each<[string, object]>([
  ['as Teams sends it', {}],
  ['with null where nothing is known', { locale: null, from: { id: '29:person', name: null, aadObjectId: null, role: null }, conversation: { id: 'a:1', isGroup: null, conversationType: null, tenantId: null } }],
  ['with a person whose id has å', { from: { id: '29:Åsa' } }],
])('an activity %s is taken', (_name, more) => expect(checkActivity({ ...valid, ...more })).toEqual({ ok: true }));

// The reply's address and header are made of the conversation's id and the activity's; the SDK copies the rest into the reply.
test.each<[string, object]>([
  ['id', { id: '..' }],
  ['id', { id: 'half \ud800' }],
  ['conversation.id', { conversation: { id: '..' } }],
  ['conversation.id', { conversation: { id: '.' } }],
  ['conversation.id', { conversation: { id: 'a:å' } }],
  ['conversation.id', { conversation: { id: 'a:1\r\nX-Other: 1' } }],
  ['from.id', { from: { id: 'x\0' } }],
  ['from.name', { from: { id: 'x', name: ['Kerstin'] } }],
  ['recipient.aadObjectId', { recipient: { id: 'x', aadObjectId: 1 } }],
  ['recipient.role', { recipient: { id: 'x', role: {} } }],
  ['conversation.isGroup', { conversation: { id: 'x', isGroup: 'true' } }],
  ['conversation.conversationType', { conversation: { id: 'x', conversationType: ['personal'] } }],
  ['conversation.tenantId', { conversation: { id: 'x', tenantId: 7 } }],
  ['locale', { locale: ['sv'] }],
])('an activity is refused for its %s: %j', (field, more) => {
  expect(checkActivity({ ...valid, ...more })).toEqual({ ok: false, problem: expect.stringMatching(new RegExp(`^${field.replace('.', '\\.')}: `)) });
});
