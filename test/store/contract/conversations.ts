import { after, claim, conversation, follow, followers, now, type Setting } from './setting';

/** Remembering where to write, and to whom not to. */
export function conversations(setting: () => Setting): void {
  test('a conversation is remembered once, and again when something about it changed', async () => {
    const { conversations } = setting().store;
    expect(await conversations.remember(conversation('a:1'), now)).toBe(true);
    expect(await conversations.remember(conversation('a:1'), after(1))).toBe(false);
    const { id, ...rest } = conversation('a:1');
    expect(await conversations.remember({ ...rest, id }, after(1))).toBe(false);
    expect(await conversations.remember(conversation('a:1', { serviceUrl: 'https://smba.trafficmanager.net/amer/' }), after(2))).toBe(true);
    expect(await conversations.remember(conversation('a:1', { serviceUrl: 'https://smba.trafficmanager.net/amer/' }), after(3))).toBe(false);
    expect(await setting().store.kept('a:1')).toMatchObject({ conversation: { reference: { serviceUrl: 'https://smba.trafficmanager.net/amer/' }, updatedAt: after(2) } });
  });

  test('many messages at once make one conversation', async () => {
    const { store, other } = setting();
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? store : other).conversations.remember(conversation('a:1'), now)));
    expect((await store.kept('a:1')).conversation).toMatchObject({ reachable: true });
  });

  test('one that cannot be reached is left alone until it is heard of again', async () => {
    const { store } = setting();
    await followers(store, 1);
    await store.conversations.markUnreachable('a:000', now);
    expect((await store.subscriptions.plan('a:000')).reachable).toBe(false);
    expect(await claim(store)).toEqual([]);
    expect(await store.conversations.remember(conversation('a:000'), now)).toBe(true);
    expect(await claim(store)).toHaveLength(1);
  });

  test('a language and what was shown are kept when the reference is renewed', async () => {
    const { conversations, memory } = setting().store;
    const remembered = { language: 'en' as const, shown: [{ id: 'supplier/kommunikation', rank: 2, topic: 'klarspråk', message: 'm:1', at: now }, { id: 'course/ugl', at: after(-60) }], offered: { at: now, language: 'en' as const, buttons: [{ title: 'Visa', action: { v: 1, do: 'show' } }] } };
    expect(await memory.recall('a:1')).toEqual({ language: null, shown: [], offered: null });
    await memory.keep('a:1', remembered, now);
    expect(await memory.recall('a:1')).toEqual({ language: null, shown: [], offered: null });
    await conversations.remember(conversation('a:1'), now);
    await memory.keep('a:1', remembered, now);
    await conversations.remember(conversation('a:1', { tenantId: 'tenant' }), now);
    expect(await memory.recall('a:1')).toEqual(remembered);
  });

  test('many conversations are kept at once, each its own', async () => {
    const { store, other } = setting();
    const ids = Array.from({ length: 30 }, (_, i) => `a:${i}`);
    await Promise.all(ids.map((id) => store.conversations.remember(conversation(id), now)));
    await Promise.all([...ids, ...ids].map((id, i) => (i % 2 ? store : other).memory.keep(id, { language: null, shown: [{ id, at: now }], offered: null }, now)));
    for (const id of ids) expect((await store.memory.recall(id)).shown).toEqual([{ id, at: now }]);
  });

  test('the language goes with the claim', async () => {
    const { store } = setting();
    await followers(store, 1);
    await store.memory.keep('a:000', { language: 'en', shown: [], offered: null }, now);
    expect(await claim(store)).toMatchObject([{ language: 'en', conversation: conversation('a:000') }]);
  });

  test('what is not known cannot follow, and the error names nobody', async () => {
    const { store } = setting();
    await follow(store, 'a:1');
    const error = await store.subscriptions.put({ conversation: 'a:secret', course: 'course/ugl', following: true, leadDays: [] }, now).catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE', cause: expect.anything() });
    expect((error as Error).message).not.toContain('secret');
  });
}
