/** A value of a cell. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * One line of CSV (RFC 4180), with its line break.
 *
 * A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an
 * apostrophe in front (OWASP, “CSV Injection”), which `withoutGuard` takes away on import; numbers are left alone.
 */
export function csvLine(values: readonly CsvValue[]): string {
  return `${values.map(cellText).join(',')}\r\n`;
}

function cellText(value: CsvValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const guarded = /^[=+\-@\t\r\n＝＋－＠]/.test(value) || /^'+[=+\-@]/.test(value) ? `'${value}` : value;
  return /[",;\r\n\t']|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** Takes the apostrophe away that guards a text against being taken for a formula. */
export function withoutGuard(cell: string): string {
  return /^'(?:'*[=+\-@]|[\t\r\n＝＋－＠])/.test(cell) ? cell.slice(1) : cell;
}
