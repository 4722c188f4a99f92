import { fine, problem, type Finding } from './finding';

const zone = 'Europe/Stockholm';

/** Summer and winter, UTC and in Sweden. */
const known = [['2026-07-01T12:00:00Z', '14:00'], ['2026-12-01T12:00:00Z', '13:00']] as const;

/** The time of day in Sweden by this machine's own data. */
export function inSweden(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(instant);
}

/**
 * Whether Swedish time can be told, and the clock is not set to before the knowledge was written.
 * @param latestReview YYYY-MM-DD, the last in the knowledge; @param today the calendar day in Sweden
 */
export function checkTime(local: typeof inSweden, today: string, latestReview: string | undefined): Finding {
  let right: boolean;
  try {
    right = known.every(([instant, time]) => local(new Date(instant)) === time);
  } catch {
    right = false;
  }
  if (!right) return problem('Time', `Node.js does not know the time of ${zone}`, 'Use a Node.js with full ICU (those from https://nodejs.org are), and take away NODE_ICU_DATA.');
  if (latestReview !== undefined && latestReview > today) return problem('Time', `by the clock it is ${today}, but the knowledge was reviewed on ${latestReview}`, 'Set the clock of this machine, and keep it by NTP; or correct "reviewed".');
  return fine('Time', `${zone} is known; by the clock it is ${today}`);
}
