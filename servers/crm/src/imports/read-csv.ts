import { CsvError, parse } from 'csv-parse/stream';
import { z } from 'zod';

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
  | 'not_utf8'
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

/** A file in pieces. */
export type CsvChunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

const parsedRow = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

/**
 * Reads a CSV file row by row, the header row included, in memory bounded by one row.
 *
 * UTF-8, with or without a byte order mark; comma, semicolon, tab or bar, whichever the first line has most of. Rows may
 * be ragged; empty lines are passed over. Throws a `CsvFault` when a bound is passed or the file is malformed.
 */
export async function* readCsv(chunks: CsvChunks, limits: CsvLimits = usualLimits): AsyncGenerator<CsvRow> {
  const { delimiter, text } = await sniff(utf8(chunks, limits.max_bytes));
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: limits.max_cell_length * limits.max_columns,
  });
  let count = 0;
  try {
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
  if (!(error instanceof CsvError)) return error;
  const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new CsvFault('cell_too_long', line, 'A row is too long.');
  return new CsvFault('malformed', line, 'A quotation mark is missing or stands in the wrong place.');
}

async function* utf8(chunks: CsvChunks, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxBytes)
      throw new CsvFault('too_many_bytes', 1, `The file is larger than ${maxBytes} bytes.`);
    yield typeof chunk === 'string' ? chunk : decode(decoder, chunk);
  }
  yield decode(decoder);
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new CsvFault('not_utf8', 1, 'The file is not UTF-8; save it as “CSV UTF-8” and try again.');
  }
}

async function* bytes(text: AsyncIterable<string>): AsyncGenerator<Buffer> {
  // the parser knows Buffers only, no other Uint8Array
  for await (const part of text) yield Buffer.from(part);
}

const delimiters = [',', ';', '\t', '|'] as const;
const sniffed = 64_000;

async function sniff(
  text: AsyncGenerator<string>,
): Promise<{ delimiter: string; text: AsyncIterable<string> }> {
  let head = '';
  while (head.length < sniffed && !/\S[^\n\r]*[\n\r]/.test(head)) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  head = head.replace(/^\uFEFF/, '');
  const line =
    head
      .trimStart()
      .split(/[\n\r]/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? '';
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  const delimiter = delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
  return { delimiter, text: joined(head, text) };
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== '') yield head;
  yield* rest;
}
