import type { RecordType } from '../../../deps.ts';
import { wholeAmounts } from '../../../records/amounts.ts';
import { factsOf } from '../../../records/fields.ts';
import type { CellProblem } from '../../../records/read-values.ts';
import { type ReadAmount, readAmountColumn } from '../../../values/amount-column.ts';
import { formatMoney } from '../../../values/money.ts';
import type { StoredRow } from '../records/table.ts';
import type { Item } from './items.ts';

/** Items whose amounts are read, and what holds for all of them. */
export interface WithAmounts {
  readonly items: readonly Item[];
  readonly notes: readonly string[];
}

/** What amounts of a batch are read by. */
export interface AmountReading {
  readonly object: RecordType;
  readonly default_currency: string;
  /** The row that an item will change, as far as that is certain. */
  existing(item: Item): StoredRow | undefined;
}

const largest = 1_000_000_000_000_000;

/**
 * Reads amounts in whole units, column by column, as minor units of the currency that the record names, or its row has,
 * or its own sign says, or else of the usual one. Amount and currency are written together.
 */
export function withAmounts(items: readonly Item[], reading: AmountReading): WithAmounts {
  return Object.keys(wholeAmounts).reduce<WithAmounts>((done, whole) => withAmount(done, whole, reading), {
    items,
    notes: [],
  });
}

function withAmount({ items, notes }: WithAmounts, whole: string, reading: AmountReading): WithAmounts {
  const written = items.filter(({ beside }) => beside[whole] !== undefined);
  if (written.length === 0) return { items, notes };
  const cells = written.map((item) => ({ value: item.beside[whole], currency: currencyOf(item, reading) }));
  const read = readAmountColumn(cells, reading.default_currency);
  const byIndex = new Map(written.map((item, at) => [item.index, read[at]]));
  const assumed = read.filter((each) => 'minor' in each && each.currency_from === 'default').length;
  return {
    items: items.map((item) => settled(item, whole, byIndex.get(item.index), reading)),
    notes:
      assumed === 0
        ? notes
        : [
            ...notes,
            `${whole}: ${assumed} without a currency are read as ${reading.default_currency}, the usual one`,
          ],
  };
}

function currencyOf({ values, record, ...item }: Item, reading: AmountReading): string | undefined {
  if (typeof values['currency'] === 'string') return values['currency'];
  // one that is wrong is told where it stands, and nothing is read by another
  if (record['currency'] !== undefined && record['currency'] !== null && record['currency'] !== '') return '';
  const existing = reading.existing({ values, record, ...item })?.['currency'];
  return typeof existing === 'string' ? existing : undefined;
}

function settled(
  item: Item,
  whole: string,
  read: ReadAmount | { readonly problem: string } | undefined,
  { object }: AmountReading,
): Item {
  if (read === undefined) return item;
  const field = wholeAmounts[whole] ?? whole;
  const problem = 'problem' in read ? read.problem : outOfBounds(object, field, read);
  if (problem !== undefined || !('minor' in read)) {
    return { ...item, problems: [...item.problems, { field: whole, reason: problem ?? 'is no amount' }] };
  }
  return { ...item, values: { ...item.values, [field]: read.minor, currency: read.currency } };
}

function outOfBounds(object: RecordType, field: string, read: ReadAmount): string | undefined {
  if (Math.abs(read.minor) > largest) return 'is too large';
  const mayBeNegative = factsOf(object, field)?.write === 'signed_amount';
  return read.minor < 0 && !mayBeNegative ? `is negative (${formatMoney(read)})` : undefined;
}

const amountFields = Object.values(wholeAmounts);

/** Amounts that would mean something else because their currency changes and they do not. */
export function strandedAmounts(values: StoredRow, existing: StoredRow): readonly CellProblem[] {
  const { currency } = values;
  if (currency === undefined || currency === existing['currency']) return [];
  if (typeof existing['currency'] !== 'string') return [];
  return amountFields.flatMap((field) =>
    typeof existing[field] === 'number' && values[field] === undefined
      ? [
          {
            field: 'currency',
            reason: `changes while ${field} stays: give the amount in the new currency too`,
          },
        ]
      : [],
  );
}

/** The amounts among columns that are written, in words. */
export function amountsWritten(columns: StoredRow, row: StoredRow): string | undefined {
  const { currency } = row;
  const words = amountFields.flatMap((field) => {
    const minor = columns[field];
    if (typeof minor !== 'number' || typeof currency !== 'string') return [];
    return [`${field.replace(/_minor$/, '')} ${formatMoney({ minor, currency })}`];
  });
  return words.length === 0 ? undefined : words.join(', ');
}
