import { validationError } from '@patchbay/core';
import { fold } from '@patchbay/schemas';
import { eq, expr, isNull, not, or, type SQL } from '@patchbay/storage';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CheckedFilter } from '../../../records/filters.ts';
import { phoneForms } from '../../../search/phone-words.ts';
import { nothing } from './table.ts';

/**
 * A condition on telephone numbers, written in any usual form. A whole number without its country code is equal to all
 * that end with it.
 *
 * @throws ToolError `validation_error` for a value with too few digits, which would find everything or nothing.
 */
export function phoneCondition(column: SQLiteColumn, { field, op, value }: CheckedFilter): SQL {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  switch (op) {
    case 'contains':
      return like(column, `%${someDigits(field, op, values, 3)}%`);
    case 'starts_with':
      return like(column, `+${someDigits(field, op, values, 1).replace(/^00/, '')}%`);
    case 'ne':
      return or(isNull(column), not(sameNumber(column, field, values))) ?? nothing();
    default:
      return sameNumber(column, field, values);
  }
}

function sameNumber(column: SQLiteColumn, field: string, values: readonly string[]): SQL {
  const conditions = values.flatMap((written) => {
    const forms = phoneForms(written);
    const [digits] = forms;
    if (digits === undefined) throw tooFewDigits(field, 'eq', 7);
    if (fold(written).trim().startsWith('+')) return [eq(column, `+${digits}`)];
    return [eq(column, written), ...forms.map((form) => like(column, `%${form}`))];
  });
  return or(...conditions) ?? nothing();
}

function someDigits(field: string, op: string, [written = '']: readonly string[], least: number): string {
  const digits = fold(written).replace(/\D/g, '');
  if (digits.length < least) throw tooFewDigits(field, op, least);
  return digits;
}

function tooFewDigits(field: string, op: string, least: number) {
  return validationError(`filters: ${field} ${op} takes a telephone number with at least ${least} digits.`, {
    hint: 'Write it as +44 20 7946 0958, or with the beginning or a part of it use starts_with or contains.',
  });
}

function like(column: SQLiteColumn, pattern: string): SQL {
  return expr`${column} like ${pattern}`;
}
