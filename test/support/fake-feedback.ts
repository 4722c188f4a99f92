import type { Complaint, Feedback, KeptQuestion, Rating } from '../../src/dialogs/feedback/ports';
import { VagvisarenError } from '../../src/errors';

export interface FakeFeedback extends Feedback {
  ratings: Rating[];
  kept: (KeptQuestion & { days: number })[];
  isDown: boolean;
}

/** What people think of answers, in memory. */
export function fakeFeedback(): FakeFeedback {
  const check = (): void => {
    if (fake.isDown) throw new VagvisarenError('STORE_UNAVAILABLE', 'The database cannot be used.');
  };
  const fake: FakeFeedback = {
    ratings: [],
    kept: [],
    isDown: false,
    async rate(rating) {
      check();
      fake.ratings.push(rating);
      return String(fake.ratings.length - 1);
    },
    async explain(rating, reason: Complaint) {
      check();
      const known = fake.ratings[Number(rating)];
      if (known) known.reason = reason;
    },
    async keepQuestion(question, days) {
      check();
      fake.kept.push({ ...question, days });
    },
    expireQuestions: async () => 0,
    judged: async () => [],
    questions: async () => [],
  };
  return fake;
}
