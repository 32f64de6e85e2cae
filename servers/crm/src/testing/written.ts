import type { ToolAnswer } from '@patchbay/testkit';

/** The report of a batch, row by row. */
export function rowsOf({
  structuredContent,
  text,
}: ToolAnswer): readonly Readonly<Record<string, unknown>>[] {
  const rows: unknown = structuredContent?.['rows'];
  if (!Array.isArray(rows)) throw new Error(`The answer is no batch's: ${text}`);
  return rows.map((row: unknown) => ({ ...Object(row) }));
}

/** The ids of the records that a batch wrote, in order. */
export function writtenIds(answer: ToolAnswer): readonly string[] {
  return rowsOf(answer).map(({ id }) => String(id));
}
