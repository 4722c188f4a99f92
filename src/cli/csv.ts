/** A cell: quoted where RFC 4180 asks for it, and never a formula when a spreadsheet opens it. */
function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** One line of CSV (RFC 4180), without its line end. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return values.map(cell).join(',');
}
