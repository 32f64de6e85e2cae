import type { RecordType } from '../../../deps.ts';
import { normaliseCompanyName } from '../../../values/company-name.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { areNicknames, normalisePersonName, splitFullName } from '../../../values/person-name.ts';
import { isSharedDomain } from '../../../values/shared-domain.ts';
import type { StoredRow } from '../records/table.ts';

/** Whether several records may well have the same key, so that it alone does not tell which is meant. */
export function isSharedKey(field: string, key: string): boolean {
  if (field === 'phone_e164') return true;
  if (field === 'domain') return isSharedDomain(key);
  return field === 'email' && normaliseEmail(key)?.is_role_account === true;
}

/** Whether the name of a record fits that of a row: the same, or forms of it. Nothing speaks against one without a name. */
export function isSameBearer(object: RecordType, values: StoredRow, row: StoredRow): boolean {
  if (object === 'companies') {
    const { name } = values;
    return typeof name !== 'string' || normaliseCompanyName(name) === row['name_norm'];
  }
  const [own, other] = [personOf(values), personOf(row)];
  if (own === undefined || other === undefined) return true;
  if (own.surname !== other.surname) return false;
  const [a, b] = [own.given, other.given];
  return areNicknames(a, b) || a === '' || b === '' || (a.length === 1 && b.startsWith(a));
}

function personOf({ name, first_name, last_name }: StoredRow) {
  if (typeof last_name === 'string') {
    return normalisePersonName(typeof first_name === 'string' ? first_name : '', last_name);
  }
  if (typeof name !== 'string') return undefined;
  const split = splitFullName(name);
  return normalisePersonName(split.first_name, split.last_name);
}
