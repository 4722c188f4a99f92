import { readConfig } from '../src/config';

const id = '00000000-0000-4000-8000-000000000000';

test('without an app id the bot listens on loopback only', () => {
  expect(readConfig({})).toEqual({ port: 3978, host: '127.0.0.1', logLevel: 'info' });
});

test('with an identity it listens everywhere', () => {
  expect(readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_PASSWORD: 'secret', PORT: '80' })).toMatchObject({ host: '0.0.0.0', port: 80, identity: { type: 'SingleTenant', password: 'secret' } });
  expect(readConfig({ MICROSOFT_APP_ID: id, MICROSOFT_APP_TENANT_ID: id, MICROSOFT_APP_TYPE: 'UserAssignedMSI' })).toMatchObject({ identity: { type: 'UserAssignedMSI' } });
});

test.each<[Record<string, string>, string[]]>([
  [{ PORT: 'many', LOG_LEVEL: 'loud' }, ['PORT', 'LOG_LEVEL']],
  [{ NODE_ENV: 'production' }, ['MICROSOFT_APP_ID is needed in production']],
  [{ MICROSOFT_APP_ID: id }, ['MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_PASSWORD']],
  [{ MICROSOFT_APP_ID: 'not an id' }, ['MICROSOFT_APP_ID']],
])('%j names every mistake, and no value', (env, names) => {
  let message = '';
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
    message = (error as Error).message;
  }
  for (const name of names) expect(message).toContain(name);
  expect(message).not.toContain('not an id');
});
