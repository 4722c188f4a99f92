import { z } from 'zod';
import { languages } from '../../language';

const common = { v: z.literal(1), language: z.enum(languages) };
const rank = z.number().int().min(1).max(50);
/** An agreement area's id, and what in it the training is about: a topic or training area, by its Swedish name. */
const area = { id: z.string().max(100), topic: z.string().max(200).optional() };

/** What an area is chosen for, in the list of areas. */
const purposes = ['show', 'declined', 'draft'] as const;
export type Purpose = (typeof purposes)[number];

/** What the buttons of the manager's path carry. */
export const callOffActions = [
  /** The supplier of `rank` (1 is the first) declined: who is next? */
  z.object({ ...common, ...area, do: z.literal('declined'), rank }),
  /** A text for the form, to the supplier of `rank`; those before it have declined. */
  z.object({ ...common, ...area, do: z.literal('draft'), rank }),
  z.object({ ...common, do: z.literal('register') }),
  /** The areas, buttons from the area at place `from` on. Each leads to `purpose`, for the supplier of `rank`. */
  z.object({ ...common, do: z.literal('areas'), from: z.number().int().min(0).max(100), purpose: z.enum(purposes), rank }),
] as const;

export type CallOffAction = z.infer<(typeof callOffActions)[number]>;
