import { searchWords } from '@patchbay/schemas';
import { expr, type SQL } from '@patchbay/storage';
import type { CallScope } from '../../../deps.ts';
import { searchWordsAndPhones } from '../../../search/phone-words.ts';
import { fts5Query, tsQuery } from '../../../search/terms.ts';
import { asciiAddress } from '../../../values/email.ts';
import { seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { guardedFields, type Searchable } from '../tables/texts.ts';

/**
 * The condition that a record contains every word of the text, each at least as the beginning of a word; undefined when
 * the text has no word. E-mail addresses and telephone numbers are searched only for roles that see them in full.
 */
export function textMatch(db: CrmDb, scope: CallScope, object: Searchable, text: string): SQL | undefined {
  const guarded = searchesGuarded(scope, object);
  return db.dialect === 'sqlite'
    ? sqliteMatch(db, object, text, guarded)
    : postgresMatch(object, text, guarded);
}

/** Whether the caller may search in the guarded columns: e-mail addresses and telephone numbers. */
export function searchesGuarded(scope: CallScope, object: Searchable): boolean {
  const guarded = guardedFields(object);
  return guarded.length > 0 && guarded.every((field) => seesInFull(scope, object, field));
}

function searchedWords(object: Searchable, text: string) {
  // addresses are kept in their ASCII form
  const kept = text.replace(/\S+@\S+/g, asciiAddress);
  return guardedFields(object).includes('phone_e164') ? searchWordsAndPhones(kept) : searchWords(kept);
}

/** The words as FTS5 wants them, restricted to the columns that may be searched. */
export function sqliteQuery(object: Searchable, text: string, guarded: boolean): string | undefined {
  const query = fts5Query(searchedWords(object, text));
  if (query === undefined) return undefined;
  return guarded ? query : `open_text : (${query})`;
}

function sqliteMatch(db: CrmDb, object: Searchable, text: string, guarded: boolean): SQL | undefined {
  const query = sqliteQuery(object, text, guarded);
  if (query === undefined) return undefined;
  const found = db.sql`SELECT d.record_id FROM search_index i JOIN search_documents d ON d.doc_id = i.rowid
    WHERE search_index MATCH ${query} AND d.tenant = ${db.tenant} AND d.object = ${object}`;
  return expr`${idOf(db, object)} IN (${found})`;
}

/**
 * The words as PostgreSQL wants them: weight A is open to all, weight B guarded. The text is read as it is, since the
 * parsers of a configuration know letters by the locale of the database.
 */
export function postgresQuery(object: Searchable, text: string, guarded: boolean): SQL | undefined {
  const query = tsQuery(searchedWords(object, text), guarded ? '' : 'A');
  return query === undefined ? undefined : expr`CAST(${query} AS tsquery)`;
}

function postgresMatch(object: Searchable, text: string, guarded: boolean): SQL | undefined {
  const query = postgresQuery(object, text, guarded);
  if (query === undefined) return undefined;
  return expr`${postgresWords(object)} @@ ${query}`;
}

/** The words of a row, in a column that PostgreSQL generates and that is therefore not declared. */
export function postgresWords(object: Searchable): SQL {
  switch (object) {
    case 'leads':
      return expr`leads.search_text`;
    case 'companies':
      return expr`companies.search_text`;
    case 'contacts':
      return expr`contacts.search_text`;
    case 'deals':
      return expr`deals.search_text`;
    case 'products':
      return expr`products.search_text`;
  }
}

function idOf(db: CrmDb, object: Searchable) {
  const { leads, companies, contacts, deals, products } = db.tables;
  switch (object) {
    case 'leads':
      return leads.lead_id;
    case 'companies':
      return companies.company_id;
    case 'contacts':
      return contacts.contact_id;
    case 'deals':
      return deals.deal_id;
    case 'products':
      return products.product_id;
  }
}
