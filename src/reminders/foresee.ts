import type { Conversation } from './conversation';
import type { Delivery, Reason } from './delivery';
import type { CourseDates, SeenOccasion } from './occasion';
import { currentOccasions } from './planner';
import type { Plan, ReminderStore } from './ports';
import { defaultLeadDays, everyCourse } from './subscription';
import { wantedMessages } from './wanted';

/** A message that would be sent. */
export interface Foreseen {
  conversation: string;
  kind: Conversation['kind'];
  course: string;
  occasion: string;
  reason: Reason;
  dueAt: Date;
}

const pageSize = 500;
const beginning = new Date(0);

/** Somebody who has followed every course from the beginning: shows what the courses lead to when there is no store. */
const everyCourseFollower: Plan = {
  conversation: 'example',
  kind: 'personal',
  reachable: true,
  subscriptions: [{ id: 'example', conversation: 'example', course: everyCourse, following: true, leadDays: defaultLeadDays, since: beginning }],
  registered: [],
  deliveries: [],
};

/** What has been seen, and what the knowledge has that has not been seen yet. */
function seenNow(before: readonly SeenOccasion[], courses: readonly CourseDates[], now: Date): SeenOccasion[] {
  const known = new Map(before.map((one) => [`${one.course} ${one.occasion}`, one]));
  return currentOccasions(courses).map(({ course, occasion, cancelled }) => {
    const earlier = known.get(`${course} ${occasion}`);
    const firstSeen = earlier?.firstSeen ?? (before.length === 0 ? beginning : now);
    return { course, occasion, firstSeen, cancelledAt: cancelled ? (earlier?.cancelledAt ?? now) : null };
  });
}

/** It was sent, or is given up: planning leaves it alone. */
function isOver({ state, tryAt }: Delivery): boolean {
  return state === 'sent' || state === 'failed' || (state === 'unknown' && tryAt === null);
}

async function* pages(store: Pick<ReminderStore, 'subscriptions'> | null): AsyncGenerator<Plan[]> {
  if (!store) return yield [everyCourseFollower];
  let after: string | null = null;
  do {
    const plans: Plan[] = await store.subscriptions.plans(after, pageSize);
    yield plans;
    after = plans.length === pageSize ? plans[plans.length - 1]!.conversation : null;
  } while (after !== null);
}

/** Who would get what and when after `now`, by conversation and then by time; nothing where nobody can be reached. Changes nothing; without a store, for somebody who follows every course. */
export async function* foresee(store: Pick<ReminderStore, 'subscriptions' | 'occasions'> | null, courses: readonly CourseDates[], now: Date): AsyncGenerator<Foreseen> {
  const seen = seenNow(store ? await store.occasions.seen() : [], courses, now);
  for await (const plans of pages(store)) {
    for (const plan of plans) {
      const { conversation, kind, reachable } = plan;
      if (!reachable) continue;
      const done = new Set(plan.deliveries.filter(isOver).map(({ course, occasion, reason }) => `${course} ${occasion} ${reason}`));
      yield* wantedMessages(plan, courses, seen, now)
        .filter(({ course, occasion, reason }) => !done.has(`${course} ${occasion} ${reason}`))
        .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
        .map(({ course, occasion, reason, dueAt }) => ({ conversation, kind, course, occasion, reason, dueAt }));
    }
  }
}
