import type { RecordType } from '../../../deps.ts';
import { nameWithoutForm } from '../../../duplicates/companies/company-name.ts';
import { personName } from '../../../duplicates/names/name-words.ts';
import { compareNames } from '../../../duplicates/people/names.ts';
import { normaliseEmail } from '../../../values/email.ts';
import { splitFullName } from '../../../values/person-name.ts';
import { isSharedDomain } from '../../../values/shared-domain.ts';
import { foldWords } from '../../../values/text.ts';
import type { StoredRow } from '../records/table.ts';

/** Whether several records may well have the same key, so that it alone does not tell which is meant. */
export function isSharedKey(field: string, key: string): boolean {
  if (field === 'phone_e164') return true;
  if (field === 'domain') return isSharedDomain(key);
  return field === 'email' && normaliseEmail(key)?.is_role_account === true;
}

/** Whether the name of a record fits that of a row: the same, or with an initial or less of the given name. No name fits all. */
export function isSameBearer(object: RecordType, values: StoredRow, row: StoredRow): boolean {
  if (object === 'companies') {
    const { name } = values;
    return typeof name !== 'string' || nameWithoutForm(name) === row['name_norm'];
  }
  const [own, other] = [personOf(values), personOf(row)];
  if (own === undefined || other === undefined) return true;
  if (own.surname !== other.surname) return false;
  const [short = '', long = ''] = [own.given, other.given].sort((a, b) => a.length - b.length);
  return (
    short === long ||
    short === '' ||
    (short.length === 1 && long.startsWith(short)) ||
    long.startsWith(`${short} `)
  );
}

/**
 * Whether a record names another person than the row with the same mailbox, as couples and families share one. Another
 * surname alone is none: people marry.
 */
export function isSomebodyElse(values: StoredRow, row: StoredRow): boolean {
  const [own, other] = [personOf(values), personOf(row)];
  if (own === undefined || other === undefined) return false;
  const names = compareNames(personName(own.given, own.surname), personName(other.given, other.surname));
  return names.given === 'different';
}

function personOf({ name, first_name, last_name }: StoredRow) {
  if (typeof last_name === 'string') {
    return {
      given: foldWords(typeof first_name === 'string' ? first_name : ''),
      surname: foldWords(last_name),
    };
  }
  if (typeof name !== 'string') return undefined;
  const split = splitFullName(name);
  return { given: foldWords(split.first_name), surname: foldWords(split.last_name) };
}
