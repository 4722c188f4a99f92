import { Client } from 'pg';
import { openStore, openStoreBeside, openStoreReadOnly } from '../../src/store/open';
import type { PostgresServer } from '../support/postgres';
import { follow, rows } from './contract/setting';

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client.query(sql).then(({ rows }) => rows as Record<string, unknown>[]).finally(() => client.end());
}

/** Opening the same PostgreSQL database from several places. */
export function instances(server: () => PostgresServer): void {
  test('starting at once in an empty database, and again in it, migrates it once', async () => {
    const url = await server().database('vagvisaren_start');
    for (let time = 0; time < 2; time++) {
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore({ url })));
      await follow(stores[0]!, 'a:1');
      await Promise.all(stores.map((store) => store.close()));
    }
    expect(await query(url, 'select name from kysely_migration')).toEqual([{ name: '001-first' }]);
  });

  test('a database of a newer version is refused', async () => {
    const url = await server().database('vagvisaren_newer');
    await (await openStore({ url })).close();
    await query(url, `insert into kysely_migration values ('999-later', '2027-01-01T00:00:00.000Z')`);
    for (const open of [openStore, openStoreReadOnly]) await expect(open({ url })).rejects.toMatchObject({ code: 'STORE_NEWER', message: expect.stringContaining('999-later') });
  });

  test('reading beside a bot changes nothing; forgetting beside it does', async () => {
    const url = await server().database('vagvisaren_reader');
    await expect(openStoreReadOnly({ url })).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('set up') });
    expect(await query(url, `select 1 from information_schema.tables where table_schema = 'public'`)).toEqual([]);
    const bot = await openStore({ url });
    const reader = await openStoreReadOnly({ url });
    const { id } = await follow(bot, 'a:1');
    expect(await reader.subscriptions.plan('a:1')).toMatchObject({ subscriptions: [{ id }] });
    await expect(follow(reader, 'a:2')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(reader.forget('a:1')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const beside = await openStoreBeside({ url });
    expect(await beside.forget('a:1')).toMatchObject({ subscriptions: 1, conversation: 1 });
    await beside.close();
    expect(await reader.subscriptions.plan('a:1')).toMatchObject({ subscriptions: [] });
    expect(await rows(reader)).toEqual([]);
    await Promise.all([bot.close(), reader.close()]);
  });
}
