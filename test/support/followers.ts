import Database from 'libsql';
import { Client } from 'pg';

/** Where a store is: a libsql file or a PostgreSQL address. */
export type StoreAt = { file: string } | { url: string };

/** Runs statements in one transaction, past the store: a load of many thousand rows in a moment. */
async function run(where: StoreAt, statements: readonly string[]): Promise<void> {
  if ('file' in where) {
    const database = new Database(where.file);
    database.exec(['begin', ...statements, 'commit'].join(';\n'));
    database.close();
    return;
  }
  const client = new Client({ connectionString: where.url });
  await client.connect();
  await client.query(['begin', ...statements, 'commit'].join(';\n'));
  await client.end();
}

/** The id of the nth follower's chat, from 1. */
export const followerId = (n: number): string => `a:${n}`;

/** Fills a migrated, closed store with people who follow one course from an instant on, reached at a service address. */
export async function addFollowers(where: StoreAt, { count, course, serviceUrl, since }: { count: number; course: string; serviceUrl: string; since: Date }): Promise<void> {
  const at = since.toISOString();
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  const reference = `'{"id":"a:' || i || '","kind":"personal","serviceUrl":"${serviceUrl}","botId":"28:bot","channelId":"msteams"}'`;
  await run(where, [
    `${numbers} insert into conversations (id, kind, reference, language, reachable, updated_at) select 'a:' || i, 'personal', ${reference}, null, 1, '${at}' from n`,
    `${numbers} insert into subscriptions (id, conversation, course, following, lead_days, since, updated_at) select 's' || i, 'a:' || i, '${course}', 1, '[14,7,1]', '${at}', '${at}' from n`,
  ]);
}
