const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' });

/** The calendar day in Sweden at an instant, YYYY-MM-DD: compares as text. */
export function dayInSweden(instant: Date): string {
  return format.format(instant);
}
