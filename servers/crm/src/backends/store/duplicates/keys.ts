import { and, eq } from '@patchbay/storage';
import { candidateKeys } from '../../../duplicates/candidate-keys.ts';
import type { DuplicateRecord } from '../../../duplicates/record.ts';
import type { CrmWriteDb } from '../kernel.ts';

/** The kinds of record of which duplicates are looked for. */
export type Deduplicated = 'leads' | 'companies' | 'contacts';

/** The columns of a row that tell whether it is a duplicate. */
export interface Comparable {
  readonly name?: string | null | undefined;
  readonly first_name?: string | null | undefined;
  readonly last_name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone_e164?: string | null | undefined;
  readonly company_name?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly street?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly postal_code?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly birth_date?: string | null | undefined;
}

/** A row as the comparison wants it; a company's name is its company name. */
export function duplicateRecord(object: Deduplicated, id: number | string, row: Comparable): DuplicateRecord {
  const { street, city, postal_code, region, phone_e164 } = row;
  const common = { id, street, city, postal_code, region, phone_e164 };
  if (object === 'companies') return { ...common, company_name: row.name, domain: row.domain };
  const { first_name, last_name, email, company_name, birth_date } = row;
  return { ...common, first_name, last_name, email, company_name, birth_date };
}

/** The rows of `duplicate_keys` of one record. */
export function keyRows(object: Deduplicated, id: number | string, row: Comparable) {
  return candidateKeys(duplicateRecord(object, id, row)).map((key) => ({
    object,
    record_id: String(id),
    key,
  }));
}

/** Makes the keys of a record those of its row, as every write of such a row must. */
export async function renewKeys(
  db: CrmWriteDb,
  object: Deduplicated,
  id: number | string,
  row: Comparable,
): Promise<void> {
  const { duplicate_keys } = db.tables;
  const wanted = keyRows(object, id, row);
  const mine = and(eq(duplicate_keys.object, object), eq(duplicate_keys.record_id, String(id)));
  const present = await db.select({ key: duplicate_keys.key }).from(duplicate_keys).where(mine);
  const kept = new Set(present.map(({ key }) => key));
  const keys = new Set(wanted.map(({ key }) => key));
  for (const key of kept)
    if (!keys.has(key)) await db.delete(duplicate_keys, and(mine, eq(duplicate_keys.key, key)));
  const added = wanted.filter(({ key }) => !kept.has(key));
  if (added.length > 0) await db.insertMany(duplicate_keys, added);
}
