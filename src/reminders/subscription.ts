/** Stands for a course's id where somebody follows every course. */
export const everyCourse = '*';

/** Days before the last registration day on which a follower is reminded, unless the subscription says otherwise. */
export const defaultLeadDays: readonly number[] = [14, 7, 1];

/** One conversation's wish to be told about one course, or about every course. */
export interface Subscription {
  id: string;
  /** The conversation's id. */
  conversation: string;
  /** An entry id such as course/ugl, or `everyCourse`. */
  course: string;
  /** False: asked not to be told about this course, though every course is followed. */
  following: boolean;
  leadDays: readonly number[];
  /** When it began; occasions known by then are not news. */
  since: Date;
}
