const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The calendar day in Sweden at an instant, YYYY-MM-DD: compares as text. */
export function dayInSweden(instant: Date): string {
  return format.format(instant);
}

const dayLength = 24 * 60 * 60 * 1000;

/** Days from one calendar day to another, both YYYY-MM-DD; negative when the other comes before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayLength;
}
