import { stripInvisible } from '@patchbay/schemas';

/**
 * One line of CSV (RFC 4180) with its end; what is missing is empty, what is no text is written as JSON.
 *
 * A text that a spreadsheet would run as a formula begins with an apostrophe, by which such programs know a text.
 */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(cell: unknown): string {
  if (cell === undefined || cell === null) return '';
  const text = typeof cell === 'string' ? asText(cell) : JSON.stringify(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asText(cell: string): string {
  const clean = stripInvisible(cell).text;
  return /^\s*[=+\-@]/.test(clean) && !/^[+-]?\d[\d.,\s-]*$/.test(clean) ? `'${clean}` : clean;
}
