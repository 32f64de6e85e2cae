import { and, eq } from '@patchbay/storage';
import { placeOf } from '../../../duplicates/blocks.ts';
import type { Kind } from '../../../duplicates/compare.ts';
import { keysOf } from '../../../duplicates/keys.ts';
import { type DuplicateRecord, type PreparedRecord, prepare } from '../../../duplicates/record.ts';
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
  readonly country?: string | null | undefined;
  readonly birth_date?: string | null | undefined;
}

/** As what records of a kind are compared. */
export function kindOf(object: Deduplicated): Kind {
  return object === 'companies' ? 'companies' : 'people';
}

/** A row as the comparison wants it; a company's name is its company name. */
export function duplicateRecord(object: Deduplicated, id: number | string, row: Comparable): DuplicateRecord {
  const { street, city, postal_code, region, country, phone_e164 } = row;
  const common = { id, street, city, postal_code, region, country, phone_e164 };
  if (object === 'companies') return { ...common, company_name: row.name, domain: row.domain };
  const { first_name, last_name, email, company_name, birth_date } = row;
  return { ...common, first_name, last_name, email, company_name, birth_date };
}

/** A row made ready for comparison. */
export function preparedRow(object: Deduplicated, id: number | string, row: Comparable): PreparedRecord {
  return prepare(duplicateRecord(object, id, row));
}

/** The rows of `duplicate_keys` of one record. */
export function keyRows(object: Deduplicated, id: number | string, row: Comparable) {
  return preparedKeys(object, preparedRow(object, id, row));
}

/** The same of a record that is ready. */
export function preparedKeys(object: Deduplicated, record: PreparedRecord) {
  const place = placeOf(record);
  return keysOf(record, kindOf(object)).map((key) => ({ object, record_id: String(record.id), key, place }));
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
  const present = await db
    .select({ key: duplicate_keys.key, place: duplicate_keys.place })
    .from(duplicate_keys)
    .where(mine);
  const known = (rows: typeof present) => new Set(rows.map(({ key, place }) => `${place ?? ''}\n${key}`));
  const [kept, asked] = [known(present), known(wanted)];
  if (kept.size === asked.size && asked.isSubsetOf(kept)) return;
  if (present.length > 0) await db.delete(duplicate_keys, mine);
  if (wanted.length > 0) await db.insertMany(duplicate_keys, wanted);
}
