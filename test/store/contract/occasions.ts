import { after, now, type Setting } from './setting';

const one = { course: 'course/ugl', occasion: '2026-12-01 Göteborg', cancelled: false };
const two = { course: 'course/ugl', occasion: '2027-01-15 Borås', cancelled: false };

/** What is remembered of occasions. */
export function occasions(setting: () => Setting): void {
  test('an occasion is remembered from the first time it is seen', async () => {
    const { occasions } = setting().store;
    expect(await occasions.seen()).toEqual([]);
    const first = { course: one.course, occasion: one.occasion, firstSeen: now, cancelledAt: null };
    expect(await occasions.observe([one], now)).toEqual([first]);
    const both = [first, { course: two.course, occasion: two.occasion, firstSeen: after(1), cancelledAt: null }];
    expect(await occasions.observe([two, one], after(1))).toEqual(both);
    expect(await occasions.observe([], after(2))).toEqual(both);
    expect(await occasions.seen()).toEqual(both);
  });

  test('when it was cancelled is remembered until it is not any more', async () => {
    const { occasions } = setting().store;
    const cancelledAt = async (cancelled: boolean, seconds: number) => (await occasions.observe([{ ...one, cancelled }], after(seconds)))[0]!.cancelledAt;
    expect(await cancelledAt(true, 0)).toEqual(now);
    expect(await cancelledAt(true, 1)).toEqual(now);
    expect(await cancelledAt(false, 2)).toBeNull();
    expect(await cancelledAt(true, 3)).toEqual(after(3));
  });

  test('instances that see the same at once remember it once', async () => {
    const { store, other } = setting();
    const many = Array.from({ length: 1_200 }, (_, i) => ({ ...one, occasion: `2026-12-01 ${i}` }));
    const [here, there] = await Promise.all([store.occasions.observe(many, now), other.occasions.observe(many, now)]);
    expect(here).toHaveLength(many.length);
    expect(there).toEqual(here);
  });
}
