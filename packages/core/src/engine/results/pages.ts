import { setImmediate } from 'node:timers/promises';
import type { ResultRequest, Rows } from '../../define/results.ts';
import { tooLarge } from '../../errors.ts';
import { estimateTokens } from '../tokens.ts';
import { csvLine } from './csv.ts';

/** Bytes on one page; clients load these, models do not. */
export const bytesPerPage = 1_048_576;
/** Room for the sentence that says where the next page is. */
const noteTokens = 120;
/** Pages after which others get a turn: a few milliseconds of counting. */
const pagesPerTurn = 20;

/**
 * Cuts a result into pages of at most `tokens`.
 *
 * @throws ToolError `too_large` for a row that fills more than a page.
 */
export async function pagesOf(
  request: ResultRequest,
  tokens: number,
): Promise<readonly (string | Uint8Array)[]> {
  const { content, mimeType, head = '' } = request;
  if (content instanceof Uint8Array) return bytePages(content, mimeType);
  if (typeof content !== 'string' && mimeType !== 'text/csv') return rowPages(request.name, content, tokens);
  const { first, lines } =
    typeof content === 'string' ? { first: ended(head), lines: linesIn(content) } : csv(head, content);
  const room = tokens - noteTokens - estimateTokens(first);
  const groups = await grouped(
    lines.flatMap((line) => fitting(line, room)),
    room,
  );
  return groups.map((group) => first + group.join(''));
}

function bytePages(bytes: Uint8Array, mimeType: string): readonly Uint8Array[] {
  // half a picture is none
  if (mimeType.startsWith('image/') || bytes.length <= bytesPerPage) return [bytes];
  const count = Math.ceil(bytes.length / bytesPerPage);
  return Array.from({ length: count }, (_, page) =>
    bytes.subarray(page * bytesPerPage, (page + 1) * bytesPerPage),
  );
}

async function rowPages(name: string, rows: Rows, tokens: number): Promise<readonly string[]> {
  const room = tokens - noteTokens;
  const groups = await grouped(
    rows.map((row) => JSON.stringify(row)),
    room,
  );
  const large = groups.some(
    ([item = '', ...others]) => others.length === 0 && estimateTokens(item, room) > room,
  );
  if (large) {
    throw tooLarge(`A row of ${name} is larger than a page of ${tokens} tokens.`, {
      hint: 'Ask for fewer fields.',
    });
  }
  return groups.map((items) => `[${items.join(',\n')}]`);
}

function csv(head: string, rows: Rows): { first: string; lines: string[] } {
  const columns = Object.keys(rows[0] ?? {});
  return {
    first: ended(head, '\r\n') + csvLine(columns),
    lines: rows.map((row) => csvLine(columns.map((column) => row[column]))),
  };
}

/** Groups parts, in order, so that each group costs at most `room` tokens; a part that costs more stands alone. */
export async function grouped(
  parts: readonly string[],
  room: number,
): Promise<readonly (readonly string[])[]> {
  const groups: string[][] = [[]];
  let used = 0;
  for (const part of parts) {
    const cost = estimateTokens(part, room) + 1;
    const last = groups.at(-1);
    if (last === undefined || (used + cost > room && last.length > 0)) {
      groups.push([part]);
      used = cost;
      if (groups.length % pagesPerTurn === 0) await setImmediate();
    } else {
      last.push(part);
      used += cost;
    }
  }
  return groups;
}

/** Lines with their ends. */
function linesIn(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

/** A line in pieces that fit a page; one character costs at most two tokens. */
function fitting(line: string, room: number): readonly string[] {
  if (line.length <= room || estimateTokens(line, room) < room) return [line];
  return line.match(new RegExp(`[^]{1,${Math.max(1, Math.floor(room / 2))}}`, 'gu')) ?? [];
}

function ended(text: string, end = '\n'): string {
  return text === '' || text.endsWith('\n') ? text : text + end;
}
