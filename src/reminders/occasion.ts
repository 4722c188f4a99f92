import type { CourseEntry } from '../knowledge/schema';

export type Occasion = CourseEntry['occasions'][number];

/** What reminding needs to know of a course. */
export type CourseDates = Pick<CourseEntry, 'id' | 'occasions'>;

/** What tells an occasion from the course's others, also when its last registration day moves: "2026-12-01 Göteborg". */
export function occasionKey({ date, place }: Pick<Occasion, 'date' | 'place'>): string {
  return `${date} ${place}`;
}

/** What is remembered of an occasion, so that a new one and a cancelled one are noticed. */
export interface SeenOccasion {
  course: string;
  occasion: string;
  firstSeen: Date;
  /** When the knowledge first said that it is cancelled; null while it is not. */
  cancelledAt: Date | null;
}
