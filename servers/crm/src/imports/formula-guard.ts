/**
 * Takes the apostrophe away that guards a text against being taken for a formula.
 *
 * Writers of CSV put it before a text that begins with `=`, `+`, `-`, `@`, a tab or a line break (OWASP, “CSV Injection”).
 */
export function withoutGuard(cell: string): string {
  return /^'(?:'*[=+\-@]|[\t\r\n＝＋－＠])/.test(cell) ? cell.slice(1) : cell;
}
