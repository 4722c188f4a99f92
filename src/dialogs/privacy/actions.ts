import { z } from 'zod';
import { languages } from '../../language';

const common = { v: z.literal(1), language: z.enum(languages) };

/** What the buttons about what is kept carry. */
export const privacyActions = [
  z.object({ ...common, do: z.literal('kept') }),
  /** Asks first; `forgetAll` then does it. */
  z.object({ ...common, do: z.literal('forget') }),
  z.object({ ...common, do: z.literal('forgetAll') }),
  z.object({ ...common, do: z.literal('forgetNothing') }),
] as const;

export type PrivacyAction = z.infer<(typeof privacyActions)[number]>;
