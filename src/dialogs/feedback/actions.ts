import { z } from 'zod';
import { languages } from '../../language';
import { complaints } from './ports';

/** An entry id; null under choices. */
const entry = z.string().max(100).nullable();
const common = { v: z.literal(1), language: z.enum(languages), entry };

/** What the buttons under "Hjälpte det?" carry. */
export const feedbackActions = [
  z.object({ ...common, do: z.literal('rate'), helpful: z.boolean() }),
  /** `rating`: the id that the store gave the "no". */
  z.object({ ...common, do: z.literal('explain'), rating: z.string().max(100), reason: z.enum(complaints) }),
] as const;

export type FeedbackAction = z.infer<(typeof feedbackActions)[number]>;
