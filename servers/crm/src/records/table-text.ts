import { isProse, recordLines, valueText } from './text.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Records of one kind as text: the names of the fields once, then a line of values for each. Records with prose, which
 * has to be fenced, name their fields one by one instead, and so do those of one field, whose bare values would be lines.
 */
export function recordTable(rows: readonly Row[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (fields.some(isProse) || fields.length === 1) return recordLines(rows);
  return [fields.join(' | '), ...rows.map((row) => fields.map((field) => valueText(row[field])).join(' | '))];
}
