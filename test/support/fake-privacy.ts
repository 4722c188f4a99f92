import type { Forgotten, Kept, Privacy } from '../../src/dialogs/privacy/ports';
import { VagvisarenError } from '../../src/errors';

export interface FakePrivacy extends Privacy {
  /** What is kept, by conversation id. */
  all: Map<string, Kept>;
  isDown: boolean;
  /** Thrown by every method, where a test wants another failure. */
  breaks?: Error;
}

const nothing: Kept = { conversation: null, subscriptions: [], registrations: [], deliveries: [], activities: [] };

/** What is kept, in memory. */
export function fakePrivacy(): FakePrivacy {
  const check = (): void => {
    if (fake.breaks) throw fake.breaks;
    if (fake.isDown) throw new VagvisarenError('STORE_UNAVAILABLE', 'The database cannot be used.');
  };
  const fake: FakePrivacy = {
    all: new Map(),
    isDown: false,
    async kept(conversation) {
      check();
      return fake.all.get(conversation) ?? nothing;
    },
    async forget(conversation): Promise<Forgotten> {
      check();
      const kept = fake.all.get(conversation) ?? nothing;
      fake.all.delete(conversation);
      const { subscriptions, deliveries, registrations, activities } = kept;
      return { subscriptions: subscriptions.length, deliveries: deliveries.length, registrations: registrations.length, activities: activities.length, conversation: kept.conversation ? 1 : 0 };
    },
  };
  return fake;
}
