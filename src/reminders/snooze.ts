/** How long a person can ask to be left alone: until tomorrow, for three days, or until the last registration day. */
export const snoozeChoices = ['tomorrow', 'threeDays', 'lastDay'] as const;

export type SnoozeChoice = (typeof snoozeChoices)[number];
