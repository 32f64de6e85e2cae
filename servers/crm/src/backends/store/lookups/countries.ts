import { countryCodeInAnyLanguage, fold } from '@patchbay/schemas';
import { and, isNotNull } from '@patchbay/storage';
import type { CallScope, RecordType } from '../../../deps.ts';
import type { CheckedFilter } from '../../../records/filters.ts';
import { unknownValue } from '../../../search/named.ts';
import type { CrmDb } from '../kernel.ts';
import { recordTable } from '../records/table.ts';
import { rowCondition } from '../row-condition.ts';

const mostValues = 500;

/**
 * A comparison by country as one by the texts that records have for it: `Germany` finds `DE` and `Deutschland` too.
 * Where there are no records at all nothing is unknown.
 *
 * @throws ToolError `validation_error` with the nearest for a country that no record has which the caller sees.
 */
export async function countryFilters(
  db: CrmDb,
  scope: CallScope,
  object: RecordType,
  filter: CheckedFilter,
): Promise<readonly CheckedFilter[]> {
  const stored = await storedCountries(db, scope, object);
  if (stored.length === 0) return [filter];
  const codes = new Map<string, string>();
  for (const text of stored) codes.set(text, await placeOf(text));
  const meant = new Set<string>();
  for (const each of [filter.value].flat()) {
    const place = await placeOf(String(each));
    const found = stored.filter((text) => codes.get(text) === place);
    if (found.length === 0) throw unknownValue('country', String(each), stored);
    for (const text of found) meant.add(text);
  }
  const values = [...meant];
  if (filter.op === 'ne') return values.map((value) => ({ ...filter, value }));
  const [only = '', ...others] = values;
  return [{ ...filter, ...(others.length === 0 ? { op: 'eq', value: only } : { op: 'in', value: values }) }];
}

/** The code of a country, or the text itself, folded, where it names none. */
async function placeOf(text: string): Promise<string> {
  return (await countryCodeInAnyLanguage(text)) ?? fold(text.trim());
}

async function storedCountries(db: CrmDb, scope: CallScope, object: RecordType): Promise<readonly string[]> {
  const { table, columns } = recordTable(db, object);
  const { country } = columns;
  if (country === undefined) return [];
  const rows = await db
    .selectDistinct({ value: country })
    .from(table)
    .where(and(isNotNull(country), rowCondition(db, scope, object, table)))
    .limit(mostValues);
  return rows.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
