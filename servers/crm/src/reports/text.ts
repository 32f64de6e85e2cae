import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { formatMoney } from '../values/money.ts';

/** One number of a report as it goes out. */
export const reportNumberSchema = z.object({
  name: ownText,
  value: z.number().nullable(),
  currency: ownText.optional(),
  formula: ownText,
  deals: z.int(),
  deal_ids: z.array(z.string()),
});

type ReportNumber = z.output<typeof reportNumberSchema>;

interface Report {
  readonly period: string;
  readonly as_of: string;
  readonly owner_id?: string | undefined;
  readonly amounts?: string | undefined;
  readonly numbers: readonly ReportNumber[];
}

/** A report as text: one line per number with its formula and deals; amounts in units and in minor units. */
export function reportText({ period, as_of, owner_id, amounts, numbers }: Report): string {
  const of = owner_id === undefined ? '' : ` of ${owner_id}`;
  const note = amounts === undefined ? '' : `, amounts ${amounts}`;
  return [`Pipeline${of} ${period} as of ${as_of}${note}:`, ...numbers.map(numberText)].join('\n');
}

function numberText({ name, value, currency, formula, deals, deal_ids }: ReportNumber): string {
  const more = deals > deal_ids.length ? ` and ${deals - deal_ids.length} more` : '';
  const named = deal_ids.length === 0 ? '' : `: ${deal_ids.join(' ')}${more}`;
  return `${name}: ${valueText(value, currency)} = ${formula} [deals ${deals}${named}]`;
}

function valueText(value: number | null, currency: string | undefined): string {
  if (value === null) return 'unknown';
  return currency === undefined
    ? String(value)
    : `${value} minor units (${formatMoney({ minor: value, currency })})`;
}
