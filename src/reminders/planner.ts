import { occasionKey, type CourseDates, type SeenOccasion } from './occasion';
import type { CurrentOccasion, Plan, ReminderStore } from './ports';
import { reconcile } from './reconcile';
import { wantedMessages } from './wanted';

/** Writes what is to be sent into the ledger, long before it is due. */
export interface Planner {
  /** Plans one conversation anew: after it followed, stopped or answered something. */
  replan(conversation: string, now: Date): Promise<void>;
  /** Plans everybody anew: at start, after the knowledge changed, and once a day. */
  replanAll(now: Date): Promise<void>;
}

/** Conversations whose plans are read and written together: some thousand rows, a moment of one transaction. */
const pageSize = 100;

/** The occasions of the courses, as the store compares them with what it has seen. */
export function currentOccasions(courses: readonly CourseDates[]): CurrentOccasion[] {
  return courses.flatMap((course) => course.occasions.map((occasion) => ({ course: course.id, occasion: occasionKey(occasion), cancelled: occasion.status === 'cancelled' })));
}

/** `courses` gives the courses as they are known now. Every method throws VagvisarenError STORE_UNAVAILABLE. */
export function createPlanner({ subscriptions, occasions, ledger }: ReminderStore, courses: () => readonly CourseDates[]): Planner {
  const observe = (now: Date): Promise<SeenOccasion[]> => occasions.observe(currentOccasions(courses()), now);

  const write = async (plans: readonly Plan[], seen: readonly SeenOccasion[], now: Date): Promise<void> => {
    const changes = plans.flatMap((plan) => reconcile(wantedMessages(plan, courses(), seen, now), plan, now));
    if (changes.length > 0) await ledger.apply(changes, now);
  };

  return {
    replan: async (conversation, now) => write([await subscriptions.plan(conversation)], await observe(now), now),
    async replanAll(now) {
      const seen = await observe(now);
      let after: string | null = null;
      do {
        const plans: Plan[] = await subscriptions.plans(after, pageSize);
        await write(plans, seen, now);
        after = plans.length === pageSize ? plans[plans.length - 1]!.conversation : null;
      } while (after !== null);
    },
  };
}
