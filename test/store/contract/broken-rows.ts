import { claim, follow, followers, now, type Setting } from './setting';

const failure = (promise: Promise<unknown>) => promise.then(() => { throw new Error('should have failed'); }, (error: unknown) => error as Error & { code?: string });

/** Rows that this version cannot read. */
export function brokenRows(setting: () => Setting): void {
  test.each([
    ['not JSON', '[14, 7', /subscriptions\.lead_days is not JSON/],
    ['something else', '["fourteen"]', /subscriptions\.lead_days is not what this version keeps there \(0 Invalid input: expected number/],
  ])('lead days that are %s are a clear error that quotes nothing', async (_name, text, expected) => {
    const { store, run } = setting();
    await follow(store, 'a:1');
    await run(`update subscriptions set lead_days = '${text}'`);
    const error = await failure(store.subscriptions.plan('a:1'));
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(expected) });
    expect(error.message).not.toMatch(/fourteen|14/);
  });

  test('a reference that cannot be read is a clear error, but keeps reminders from nobody else', async () => {
    const { store, run } = setting();
    await followers(store, 3);
    await run(`update conversations set reference = '{"id":"a:001"}' where id = 'a:001'`);
    expect((await claim(store, { limit: 3 })).map(({ conversation }) => conversation.id)).toEqual(expect.arrayContaining(['a:000', 'a:002']));
    const error = await failure(claim(store));
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/conversations\.reference .*serviceUrl/) });
    expect(error.message).not.toContain('a:001');
    expect(await store.ledger.status(now)).toMatchObject({ byState: { sending: 2, planned: 1 } });
  });

  test('an instant that cannot be read is a clear error', async () => {
    const { store, run } = setting();
    await followers(store, 1);
    await run(`update deliveries set useful_until = 'zzz'`);
    expect(await failure(store.ledger.report(null, 10))).toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('instant') });
  });
}
