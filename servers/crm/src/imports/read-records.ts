import { validationError } from '@patchbay/schemas';
import type { RecordType } from '../records/types.ts';
import { didYouMean } from '../search/nearest.ts';
import { breather } from '../values/breather.ts';
import { withoutGuard } from './formula-guard.ts';
import { suggestColumns } from './map-columns.ts';
import { CsvFault, type CsvRow, readCsv } from './read-csv.ts';
import { columnFields, columnsOf } from './record-columns.ts';

/** One record of a file. */
export interface FileRecord {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly record: Readonly<Record<string, unknown>>;
  /** Why the row is no record. */
  readonly fault?: string;
}

/** How a column was understood. */
export interface FileColumn {
  /** Its name, numbered where an earlier column has the same. */
  readonly header: string;
  /** Null for a column that is passed over. */
  readonly field: string | null;
  /** The first two values, shortened. */
  readonly samples: readonly string[];
}

/** A file as records, and how its columns were understood. */
export interface FileRecords {
  readonly records: readonly FileRecord[];
  readonly columns: readonly FileColumn[];
  /** Fields whose values came under a name that only suggests them: one that cannot be read costs no more than itself. */
  readonly lenient: readonly string[];
}

/** What reading a file takes. */
export interface FileReading {
  readonly object: RecordType;
  /** The text, or a `data:` address with the bytes of the file. */
  readonly csv: string;
  readonly max_rows: number;
  /** Field by header, instead of what the header suggests; an empty one passes the column over. */
  readonly mapping?: Readonly<Record<string, string>> | undefined;
}

/**
 * Reads CSV text as records of a kind: the header decides which column is which field. Empty cells are left out, so that
 * they change nothing. A row that has not as many cells as the header is no record, since nobody knows which is which.
 *
 * @throws ToolError `validation_error` for a malformed file, naming the line, for one without a known column, and for a
 * mapping that names a column or field that there is not.
 */
export async function readRecords({ object, csv, max_rows, mapping }: FileReading): Promise<FileRecords> {
  const [header, ...rows] = await allRows(csv, max_rows);
  const headers = numbered(withoutEmptyEnd(header?.cells.map(withoutGuard) ?? []));
  const fields = mapped(object, headers, suggestedFields(object, headers), mapping ?? {});
  if (fields.every((field) => field === null)) {
    throw validationError('csv: no column of the header is known.', {
      hint: `Say with mapping which column is which field: ${columnFields(object).join(', ')}.`,
    });
  }
  const breathe = breather();
  const records: FileRecord[] = [];
  for (const row of rows) {
    records.push(fileRecord(row, headers.length, fields));
    await breathe();
  }
  return { records, columns: columnsShown(headers, fields, rows), lenient: lenientFields(headers, fields) };
}

async function allRows(csv: string, maxRows: number): Promise<readonly CsvRow[]> {
  const limits = { max_rows: maxRows, max_bytes: 1_000_000, max_columns: 200, max_cell_length: 10_000 };
  const breathe = breather();
  try {
    const rows: CsvRow[] = [];
    for await (const row of readCsv([bytesOf(csv)], limits)) {
      // spreadsheets write rows that were emptied as separators alone
      if (row.cells.some((cell) => cell !== '')) rows.push(row);
      await breathe();
    }
    return rows;
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    throw validationError(`csv, line ${error.line}: ${error.message}`, {
      hint: 'Correct the file; large ones go in parts.',
    });
  }
}

/** The bytes behind a `data:` address, so that a file of any encoding can be passed; any other text as it is. */
function bytesOf(csv: string): string | Uint8Array {
  const [, base64] = /^data:[^,]{0,100};base64,([A-Za-z0-9+/=\s]*)$/.exec(csv) ?? [];
  return base64 === undefined ? csv : Buffer.from(base64, 'base64');
}

function withoutEmptyEnd(headers: readonly string[]): readonly string[] {
  return headers.slice(0, headers.findLastIndex((header) => header.trim() !== '') + 1);
}

/** Headers that can be told apart. */
function numbered(headers: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const count = (seen.get(header) ?? 0) + 1;
    seen.set(header, count);
    return count === 1 ? header : `${header} (${count})`;
  });
}

function suggestedFields(object: RecordType, headers: readonly string[]): readonly (string | null)[] {
  const columns = columnsOf(object);
  const exact = headers.map((header) => exactField(object, header));
  const open = headers.map((header, position) =>
    exact[position] === undefined ? header.replace(/ \(\d+\)$/, '') : '',
  );
  const suggested = suggestColumns(open, columns);
  return headers.map((_, position) => {
    const field = exact[position] ?? suggested[position]?.field ?? null;
    const isTaken = field !== null && exact[position] === undefined && exact.includes(field);
    return isTaken && !columns.several.has(field) ? null : field;
  });
}

/** A header that is a field's own name. */
function exactField(object: RecordType, header: string): string | undefined {
  const name = header.trim().toLowerCase();
  return columnFields(object).find((field) => field === name && (field.includes('_') || header === name));
}

function mapped(
  object: RecordType,
  headers: readonly string[],
  suggested: readonly (string | null)[],
  mapping: Readonly<Record<string, string>>,
): readonly (string | null)[] {
  const { several } = columnsOf(object);
  for (const [header, field] of Object.entries(mapping)) checkMapping(object, headers, header, field);
  const single = Object.values(mapping).filter((field) => field !== '' && !several.has(field));
  const twice = single.find((field, position) => single.indexOf(field) < position);
  if (twice !== undefined) {
    throw validationError(`mapping: ${twice} is given to two columns, and takes one.`, {
      hint: 'Map one of them, and the other to another field or to "".',
    });
  }
  const chosen = new Set(single);
  return headers.map((header, position) => {
    if (Object.hasOwn(mapping, header)) return mapping[header] || null;
    const field = suggested[position] ?? null;
    return field !== null && chosen.has(field) ? null : field;
  });
}

function checkMapping(object: RecordType, headers: readonly string[], header: string, field: string): void {
  if (!headers.includes(header)) {
    throw validationError(
      `mapping: the file has no column ${JSON.stringify(header.slice(0, 60))}.${didYouMean(header, headers)}`,
      { hint: `Its columns are: ${headers.map((name) => name.slice(0, 60)).join(', ')}.` },
    );
  }
  const fields = columnFields(object);
  if (field === '' || fields.includes(field)) return;
  throw validationError(
    `mapping: ${object} have no field ${JSON.stringify(field.slice(0, 60))}.${didYouMean(field, fields)}`,
    { hint: `Map to one of ${fields.join(', ')}, or to "" to pass the column over.` },
  );
}

/** What an owner is called elsewhere need not be anybody here, nor need a foreign id. */
function lenientFields(headers: readonly string[], fields: readonly (string | null)[]): readonly string[] {
  const isSuggested = (field: string) =>
    fields.some((each, position) => each === field && headers[position]?.trim().toLowerCase() !== field);
  return [...['owner_id', 'company_id', 'contact_id'].filter(isSuggested), 'company_name'];
}

const sampleLength = 40;

function columnsShown(
  headers: readonly string[],
  fields: readonly (string | null)[],
  rows: readonly CsvRow[],
): readonly FileColumn[] {
  return headers.map((header, position) => {
    const values = rows.values().map(({ cells }) => withoutGuard(cells[position] ?? '').trim());
    const samples = values.filter((value) => value !== '').take(2);
    return {
      header: header.slice(0, 60),
      field: fields[position] ?? null,
      samples: [...samples].map((value) => value.slice(0, sampleLength)),
    };
  });
}

/** Where several addresses stand in one cell. */
const betweenValues = /\s*(?::::|[;|\n\r]+)\s*/;

/** What may stand between values as well as inside one, and what each part then has at least. */
const looserBetween = {
  email: { between: /\s*[,/]\s*|\s+/, isWhole: (part: string) => part.includes('@') },
  phone_e164: {
    between: /\s*[,/&]\s*|\s+(?:or|and|oder|und|ou|et|o|y|e)\s+/i,
    isWhole: (part: string) => part.replace(/\D/g, '').length > 6,
  },
} as const;

function valuesIn(field: 'email' | 'phone_e164', cell: string): readonly string[] {
  const { between, isWhole } = looserBetween[field];
  return cell.split(betweenValues).flatMap((value) => {
    const parts = value.split(between);
    return parts.every(isWhole) ? parts : [value];
  });
}

function fileRecord({ line, cells }: CsvRow, width: number, fields: readonly (string | null)[]): FileRecord {
  const surplus = cells.slice(width).some((cell) => cell.trim() !== '');
  if (surplus || cells.length < width) {
    const fault = `has ${cells.length} cells where the header has ${width}: put quotation marks around a text that contains the separator or a line break`;
    return { line, record: {}, fault };
  }
  const record: Record<string, unknown> = {};
  const others: Record<'email' | 'phone_e164', string[]> = { email: [], phone_e164: [] };
  fields.forEach((field, position) => {
    const cell = withoutGuard(cells[position] ?? '').trim();
    if (field === null || cell === '') return;
    if (field === 'email' || field === 'phone_e164') others[field].push(...valuesIn(field, cell));
    else record[field] ??= cell;
  });
  return { line, record: { ...record, ...listed(others) } };
}

/** The first address and number, and the others in the field for more of them. */
function listed({ email, phone_e164 }: Record<'email' | 'phone_e164', string[]>) {
  const [mail, ...mails] = [...new Set(email)].filter((each) => each !== '');
  const [phone, ...phones] = [...new Set(phone_e164)].filter((each) => each !== '');
  return {
    ...(mail !== undefined && { email: mail }),
    ...(mails.length > 0 && { other_emails: mails }),
    ...(phone !== undefined && { phone_e164: phone }),
    ...(phones.length > 0 && { other_phones: phones }),
  };
}
