import { validationError } from '@patchbay/schemas';
import { idFields } from '../records/fields.ts';
import type { RecordType } from '../records/types.ts';
import { parseMoney } from '../values/money.ts';
import { withoutGuard } from './formula-guard.ts';
import { suggestColumns } from './map-columns.ts';
import { CsvFault, type CsvRow, readCsv } from './read-csv.ts';
import { columnsOf, majorAmounts } from './record-columns.ts';

/** One record of a file. */
export interface FileRecord {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** A file as records, and how its columns were understood. */
export interface FileRecords {
  readonly records: readonly FileRecord[];
  /** Field by header; null for columns that were passed over. */
  readonly columns: Readonly<Record<string, string | null>>;
}

/**
 * Reads CSV text as records of a kind: the header decides which column is which field. Empty cells are left out, so that
 * they change nothing.
 *
 * @throws ToolError `validation_error` for a malformed file, naming the line, and for one without a known column.
 */
export async function readRecords(object: RecordType, csv: string, max_rows: number): Promise<FileRecords> {
  const [header, ...rows] = await allRows(csv, max_rows);
  const headers = header?.cells.map(withoutGuard) ?? [];
  const fields = fieldsOf(object, headers);
  if (fields.every((field) => field === null)) {
    throw validationError('csv: no column of the header is known.', {
      hint: `Name the columns after the fields: ${Object.keys(columnsOf(object)).join(', ')}.`,
    });
  }
  return {
    records: rows.map((row) => fileRecord(row, fields)),
    columns: Object.fromEntries(
      headers.map((name, position) => [name.slice(0, 60), fields[position] ?? null]),
    ),
  };
}

async function allRows(csv: string, maxRows: number): Promise<readonly CsvRow[]> {
  const limits = { max_rows: maxRows, max_bytes: 1_000_000, max_columns: 60, max_cell_length: 10_000 };
  try {
    const rows: CsvRow[] = [];
    for await (const row of readCsv([csv], limits)) rows.push(row);
    return rows;
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw validationError(`csv, line ${error.line}: ${error.message}`, {
      hint: 'Correct the file; large ones go in parts.',
    });
  }
}

function fieldsOf(object: RecordType, headers: readonly string[]): readonly (string | null)[] {
  const columns = columnsOf(object);
  const id = idFields[object];
  const suggested = suggestColumns(headers, columns);
  return suggested.map(({ header, field }) => {
    const exact = header.trim().toLowerCase();
    if (exact === id) return id;
    return Object.hasOwn(columns, exact) ? exact : field;
  });
}

function fileRecord({ line, cells }: CsvRow, fields: readonly (string | null)[]): FileRecord {
  const record: Record<string, unknown> = {};
  fields.forEach((field, position) => {
    const cell = withoutGuard(cells[position] ?? '').trim();
    if (field !== null && cell !== '' && record[field] === undefined) record[field] = cell;
  });
  for (const [column, field] of Object.entries(majorAmounts)) {
    const text = record[column];
    if (typeof text !== 'string') continue;
    delete record[column];
    // what cannot be read goes on as it is, to be refused where all cells are checked
    record[field] = minorUnits(text, record['currency']) ?? text;
  }
  return { line, record };
}

/** Nobody knows what an amount without a currency is worth, so none is guessed. */
function minorUnits(text: string, currency: unknown): number | undefined {
  if (typeof currency !== 'string') return undefined;
  const money = parseMoney(text, currency);
  return 'problem' in money ? undefined : money.minor;
}
