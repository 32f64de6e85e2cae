import { type ToolError, validationError } from '@patchbay/schemas';
import { currencyDigits, formatMoney, isCurrency, type MoneyProblem } from '../values/money.ts';

/**
 * Amounts that callers give in whole units, by the field that keeps each in minor units. The rule on every door: a name
 * that ends in `_minor` holds minor units, any other amount whole units.
 */
export const wholeAmounts: Readonly<Record<string, string>> = {
  amount: 'amount_minor',
  annual_revenue: 'annual_revenue_minor',
  price: 'price_minor',
  cost: 'cost_minor',
};

/** The error for an amount that its currency cannot have. */
export function amountRefused(
  field: string,
  problem: MoneyProblem | 'unknown_currency',
  currency: string,
): ToolError {
  if (problem === 'unknown_currency') {
    return validationError('currency is no ISO 4217 code.', { hint: 'Pass a code such as EUR or USD.' });
  }
  if (problem === 'too_large') {
    return validationError(`${field} is too large or too small.`, {
      hint: `Give ${field} in whole units of its currency, such as 12.50.`,
    });
  }
  const places = currencyDigits(currency);
  return validationError(
    `${field} has more decimals than ${currency}, which has ${places === 0 ? 'none' : String(places)}.`,
    { hint: `Give ${field} in whole units of its currency, such as ${places === 0 ? '1200' : '12.50'}.` },
  );
}

/**
 * An amount of a record in words, `EUR 12,500.50`; undefined for a field that is none, for one that holds no number, as
 * a masked one, and for a record that names no currency.
 */
export function amountWords(
  field: string,
  value: unknown,
  record: Readonly<Record<string, unknown>>,
): string | undefined {
  const { currency } = record;
  const isAmount = field.endsWith('_minor') && typeof value === 'number' && Number.isSafeInteger(value);
  if (!isAmount || typeof currency !== 'string' || !isCurrency(currency)) return undefined;
  return formatMoney({ minor: value, currency });
}
