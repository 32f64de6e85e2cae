import {
  type AmountText,
  type DecimalMark,
  decimalWith,
  decimalWords,
  type NoAmount,
  readAmountText,
} from './amount-text.ts';
import { usualOf } from './currency-signs.ts';
import { currencyDigits, type Decimal, decimalOf, isCurrency, type Money, minorUnits } from './money.ts';

/** A cell of a column of amounts in whole units. */
export interface AmountCell {
  /** A text as people write amounts, or a number. */
  readonly value: unknown;
  /** The currency of the record, ISO 4217 in upper case, when it has one. */
  readonly currency: string | undefined;
}

/** An amount that was read, and where its currency comes from. */
export interface ReadAmount extends Money {
  readonly currency_from: 'record' | 'sign' | 'default';
}

/**
 * Reads all amounts of a column by one meaning of point and comma, each with the decimal places of its own currency.
 *
 * What a single cell leaves open, such as `1,234`, the others decide: a cell that can be read in one way only, or else
 * the places that the currency has. What stays open is refused with both readings, as is a cell that contradicts the
 * column. Nothing is ever scaled to make it fit.
 */
export function readAmountColumn(
  cells: readonly AmountCell[],
  default_currency: string,
): readonly (ReadAmount | NoAmount)[] {
  const parts = cells.map((cell) => partsOf(cell, default_currency));
  const habit = habitOf(parts.flatMap((part) => ('amount' in part ? [part] : [])));
  return parts.map((part) => {
    if ('problem' in part) return part;
    const { currency, currency_from } = part;
    const minor = 'amount' in part ? minorBy(part, habit) : settled(part.decimal, currency);
    return typeof minor === 'number' ? { minor, currency, currency_from } : minor;
  });
}

interface Denominated {
  readonly currency: string;
  readonly currency_from: ReadAmount['currency_from'];
}

interface Written extends Denominated {
  readonly amount: AmountText;
}

type Part = Written | (Denominated & { readonly decimal: Decimal }) | NoAmount;

function partsOf({ value, currency }: AmountCell, fallback: string): Part {
  if (typeof value === 'number') {
    const decimal = decimalOf(value);
    if (decimal === undefined) return { problem: 'is too large' };
    const of = denominated({}, currency, fallback);
    return 'problem' in of ? of : { ...of, decimal };
  }
  if (typeof value !== 'string') return { problem: 'must be an amount in whole units, such as 12.50' };
  const amount = readAmountText(value);
  if ('problem' in amount) return amount;
  const of = denominated(amount, currency, fallback);
  return 'problem' in of ? of : { ...of, amount };
}

function denominated(
  { sign, currencies }: Pick<AmountText, 'sign' | 'currencies'>,
  currency: string | undefined,
  fallback: string,
): Denominated | NoAmount {
  if (currency !== undefined && !isCurrency(currency)) return { problem: 'has no currency that is known' };
  if (sign === undefined || currencies === undefined) {
    return currency === undefined
      ? { currency: fallback, currency_from: 'default' }
      : { currency, currency_from: 'record' };
  }
  const wanted = currency ?? (currencies.includes(fallback) ? fallback : undefined);
  const usual = usualOf(currencies);
  if (wanted === undefined && usual !== undefined) return { currency: usual, currency_from: 'sign' };
  if (wanted === undefined) return { problem: `has a sign of ${listed(currencies)}: fill currency` };
  if (currencies.includes(wanted))
    return { currency: wanted, currency_from: currency === undefined ? 'sign' : 'record' };
  return { problem: `has a sign of ${listed(currencies)} while the currency is ${wanted}` };
}

function listed(codes: readonly string[]): string {
  return codes.length > 4 ? `${codes.slice(0, 3).join(', ')} and others` : codes.join(' or ');
}

const marks = ['.', ','] as const satisfies readonly DecimalMark[];

/** How a column is written. */
interface Habit {
  /** The decimal mark: what cells with one reading say, or else what the places of the currencies suggest. */
  readonly mark: DecimalMark | undefined;
  /** The most decimals that are certain to be some. */
  readonly decimals: number;
}

function habitOf(cells: readonly Written[]): Habit {
  const certain = cells.flatMap((cell) => certainMark(cell) ?? []);
  const decimals = cells.map((cell) => {
    const mark = certainMark(cell);
    return mark === undefined ? 0 : (decimalWith(cell.amount, mark)?.fraction.length ?? 0);
  });
  return {
    mark: onlyOne(certain.length > 0 ? certain : cells.map(likelyMark)),
    decimals: decimals.reduce((most, each) => Math.max(most, each), 0),
  };
}

function onlyOne(found: readonly (DecimalMark | undefined)[]): DecimalMark | undefined {
  const [first, ...others] = [...new Set(found.filter((mark) => mark !== undefined))];
  return others.length === 0 ? first : undefined;
}

/** The mark of a cell that is written so that the other one cannot be meant. */
function certainMark({ amount }: Written): DecimalMark | undefined {
  if (!/[.,]/.test(amount.body)) return undefined;
  const possible = marks.filter((mark) => decimalWith(amount, mark) !== undefined);
  return possible.length === 1 ? possible[0] : undefined;
}

/** The mark that fits the places of the currency: `1,234` EUR is no fraction, `1.250` KWD is all of one. */
function likelyMark({ amount, currency }: Written): DecimalMark | undefined {
  if (!isOpen(amount)) return undefined;
  const places = currencyDigits(currency);
  const fitting = marks.filter((mark) => (decimalWith(amount, mark)?.fraction.length ?? 0) <= places);
  if (fitting.length === 1) return fitting[0];
  return decimalWith(amount, '.')?.fraction.length === places ? '.' : undefined;
}

/** Whether point or comma decide what a text is worth. */
function isOpen(amount: AmountText): boolean {
  const [point, comma] = marks.map((mark) => decimalWith(amount, mark));
  if (point === undefined || comma === undefined) return false;
  return point.whole !== comma.whole || point.fraction !== comma.fraction;
}

function minorBy({ amount, currency }: Written, { mark, decimals }: Habit): number | NoAmount {
  const [point, comma] = marks.map((each) => decimalWith(amount, each));
  const one = point ?? comma;
  if (one === undefined) return { problem: 'is no amount' };
  if (point === undefined || comma === undefined) return settled(one, currency);
  if (!isOpen(amount)) return settled(one, currency);
  const chosen = mark === ',' ? comma : point;
  const isFitting = chosen.fraction.length <= Math.max(currencyDigits(currency), decimals);
  if (mark !== undefined && isFitting) return settled(chosen, currency);
  return {
    problem: `may be ${decimalWords(point)} or ${decimalWords(comma)} ${currency}: write it without separators, or with two decimals`,
  };
}

function settled(decimal: Decimal, currency: string): number | NoAmount {
  const minor = minorUnits(decimal, currency);
  if (typeof minor === 'number') return minor;
  const places = currencyDigits(currency);
  if (minor.problem === 'too_large') return { problem: 'is too large' };
  return {
    problem: `has more decimals than ${currency}, which has ${places === 0 ? 'none' : String(places)}`,
  };
}
