import { z } from 'zod';
import { languages } from '../../language';
import { snoozeChoices } from '../../reminders/snooze';

const common = { v: z.literal(1), language: z.enum(languages) };
/** An entry id, or "*" for every course. */
const course = z.string().max(100);
const occasion = z.string().max(200);

/** What the buttons of reminders and of course cards carry. */
export const reminderActions = [
  z.object({ ...common, do: z.literal('follow'), course }),
  /** Without a course: stops everything. */
  z.object({ ...common, do: z.literal('stop'), course: course.optional() }),
  z.object({ ...common, do: z.literal('reminders') }),
  z.object({ ...common, do: z.literal('snooze'), course, occasion, until: z.enum(snoozeChoices) }),
  z.object({ ...common, do: z.literal('registered'), course, occasion }),
] as const;

export type ReminderAction = z.infer<(typeof reminderActions)[number]>;
