import { CsvError, parse } from 'csv-parse/stream';
import { z } from 'zod';
import { sniff } from './dialect.ts';
import { type CsvChunks, decoded, UnknownEncoding } from './text-encoding.ts';

/** Bounds of a file that is read. */
export interface CsvLimits {
  readonly max_rows: number;
  readonly max_bytes: number;
  readonly max_columns: number;
  /** Characters of one cell. */
  readonly max_cell_length: number;
}

/** Bounds that suit an import by hand. */
export const usualLimits: CsvLimits = {
  max_rows: 50_000,
  max_bytes: 20_000_000,
  max_columns: 100,
  max_cell_length: 10_000,
};

/** Why a file cannot be read on. */
export type CsvProblem =
  | 'empty'
  | 'unknown_encoding'
  | 'malformed'
  | 'too_many_rows'
  | 'too_many_bytes'
  | 'too_many_columns'
  | 'cell_too_long';

/** The reading of a file broke off; rows before `line` were read. */
export class CsvFault extends Error {
  readonly problem: CsvProblem;
  /** The line of the file, from 1. */
  readonly line: number;

  constructor(problem: CsvProblem, line: number, message: string) {
    super(message);
    this.name = 'CsvFault';
    this.problem = problem;
    this.line = line;
  }
}

/** One row of a file. */
export interface CsvRow {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const parsedRow = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/**
 * Reads a CSV file row by row, the header row included, in memory bounded by one row.
 *
 * UTF-8, UTF-16 or Windows-1252, with or without a byte order mark; comma, semicolon, tab or bar, whichever a first line
 * `sep=` names or the first rows are cut by; lines that end in any way, even in several ways in one file. Rows may be
 * ragged; empty lines are passed over. Throws a `CsvFault` when a bound is passed or the file is malformed.
 */
export async function* readCsv(chunks: CsvChunks, limits: CsvLimits = usualLimits): AsyncGenerator<CsvRow> {
  let count = 0;
  try {
    const { dialect, text } = await sniff(bounded(decoded(chunks), limits.max_bytes));
    const parser = parse({
      delimiter: dialect.delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      from_line: dialect.hasSeparatorLine ? 2 : 1,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: limits.max_cell_length * limits.max_columns,
    });
    for await (const value of ReadableStream.from(bytes(text)).pipeThrough(parser)) {
      const row = rowOf(parsedRow.parse(value));
      count += 1;
      checkRow(row, count, limits);
      yield row;
    }
  } catch (error) {
    throw faultOf(error);
  }
  if (count === 0) throw new CsvFault('empty', 1, 'The file holds no row.');
}

function rowOf({ record, info }: z.output<typeof parsedRow>): CsvRow {
  const inside = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  return { line: info.lines - inside, cells: record };
}

function checkRow({ line, cells }: CsvRow, count: number, limits: CsvLimits): void {
  // the header is no row of data
  if (count > limits.max_rows + 1) {
    throw new CsvFault('too_many_rows', line, `The file holds more than ${limits.max_rows} rows.`);
  }
  if (cells.length > limits.max_columns) {
    throw new CsvFault(
      'too_many_columns',
      line,
      `A row has ${cells.length} columns; ${limits.max_columns} are read.`,
    );
  }
  if (cells.some((cell) => cell.length > limits.max_cell_length)) {
    throw new CsvFault('cell_too_long', line, `A cell is longer than ${limits.max_cell_length} characters.`);
  }
}

function faultOf(error: unknown): unknown {
  if (error instanceof UnknownEncoding) {
    return new CsvFault(
      'unknown_encoding',
      1,
      'The letters of the file cannot be read; save it as “CSV UTF-8” and try again.',
    );
  }
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new CsvFault('cell_too_long', line, 'A row is too long.');
  return new CsvFault('malformed', line, 'A quotation mark is missing or stands in the wrong place.');
}

async function* bounded(text: AsyncIterable<string>, maxBytes: number): AsyncGenerator<string> {
  let size = 0;
  for await (const part of text) {
    size += part.length;
    if (size > maxBytes)
      throw new CsvFault('too_many_bytes', 1, `The file is larger than ${maxBytes} characters.`);
    yield part;
  }
}

async function* bytes(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  // the parser knows Buffers only, no other Uint8Array
  for await (const part of text) yield Buffer.from(part);
}
