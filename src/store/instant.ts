import { VagvisarenError } from '../errors';

/** An instant as it is kept: ISO 8601 in UTC, 24 characters. Compares as text, in both databases, and an operator can read it. */
export function instantText(instant: Date): string {
  return instant.toISOString();
}

/**
 * The instant of a text that `instantText` made.
 * @throws VagvisarenError STORE_UNAVAILABLE when the text is none (somebody changed the database by hand).
 */
export function instantOf(text: string): Date {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new VagvisarenError('STORE_UNAVAILABLE', 'A row of the database has an instant that cannot be read.');
  return instant;
}

/** `instantText` where there may be none. */
export function instantTextOrNull(instant: Date | null): string | null {
  return instant && instantText(instant);
}

/** `instantOf` where there may be none. */
export function instantOrNull(text: string | null): Date | null {
  return text === null ? null : instantOf(text);
}
