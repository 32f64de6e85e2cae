import { inlineJson } from '@patchbay/schemas';
import { amountWords } from './amounts.ts';

type Row = Readonly<Record<string, unknown>>;

/** Fields of prose that users wrote, which a model must be able to tell from instructions. */
const prose: ReadonlySet<string> = new Set(['notes', 'body', 'description']);

/** Whether a field holds prose that users wrote. */
export function isProse(field: string): boolean {
  return prose.has(field);
}

/** Records as text, one line each: `field: value` of every field that says something; prose follows as core fenced it. */
export function recordLines(records: readonly Row[]): readonly string[] {
  return records.map(recordText);
}

/** One record as text. */
export function recordText(record: Row): string {
  const said = Object.entries(record).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const facts = said
    .filter(([field]) => !isProse(field))
    .map(([field, value]) => `${field}: ${valueText(value)}${inWords(amountWords(field, value, record))}`);
  const texts = said
    .filter(([field]) => isProse(field))
    .map(([field, value]) => `${field}: ${String(value)}`);
  return [facts.join('; '), ...texts].join('\n');
}

function inWords(amount: string | undefined): string {
  return amount === undefined ? '' : ` (${amount})`;
}

/** A value on one line, as core guarded it: nothing for null and undefined, lists and objects as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? inlineJson(value) : String(value);
}

/** The end of a list as text: how many there are and where the rest is. */
export function totalLine(page: {
  readonly total_count?: number | undefined;
  readonly total_capped?: boolean | undefined;
  readonly has_more: boolean;
  readonly next_cursor?: string | undefined;
}): string {
  const { total_count, total_capped, has_more, next_cursor } = page;
  const total =
    total_count === undefined ? '' : `Total ${total_capped === true ? 'more than ' : ''}${total_count}. `;
  if (!has_more) return `${total}No more pages.`;
  return `${total}${next_cursor === undefined ? 'There are more.' : `Next page: cursor ${next_cursor}`}`;
}
