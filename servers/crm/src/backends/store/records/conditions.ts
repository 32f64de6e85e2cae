import { validationError } from '@patchbay/core';
import { fold, searchWords } from '@patchbay/schemas';
import {
  and,
  eq,
  expr,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  type SQL,
  type TenantTable,
} from '@patchbay/storage';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CallScope, RecordType } from '../../../deps.ts';
import { type CheckedFilter, isDay } from '../../../records/filters.ts';
import { unknownName } from '../../../search/nearest.ts';
import { likePrefix } from '../../../search/terms.ts';
import { seesInFull } from '../../gate.ts';
import type { CrmDb } from '../kernel.ts';
import { allStages } from '../pipelines/stages.ts';
import { textMatch } from '../search/text-match.ts';
import { foldedText, sameText } from './folded-text.ts';
import { phoneCondition } from './phone-condition.ts';
import { columnOf, columnsOf, nothing, recordTable } from './table.ts';

/** One checked condition as SQL. Texts are compared without regard to case. */
export async function filterCondition(db: CrmDb, object: RecordType, filter: CheckedFilter): Promise<SQL> {
  const { source } = filter.facts;
  if (source === undefined) return plainCondition(db, object, filter);
  if ('computed' in source) {
    const { stock, reserved } = db.tables.products;
    return comparison(expr`${stock} - ${reserved}`, filter.op, filter.value);
  }
  if (source.name_of === 'stage') return stageCondition(db, filter);
  return nameCondition(db, object, source.name_of, filter);
}

function plainCondition(db: CrmDb, object: RecordType, filter: CheckedFilter): SQL {
  const { type } = filter.facts;
  if (type === 'range' && typeof filter.value === 'number') {
    return comparison(db.tables.companies.employees_min, filter.op, filter.value);
  }
  const column = columnOf(db, object, filter.field);
  if (column === undefined) throw new Error(`${object}.${filter.field} has no column.`);
  if (filter.op === 'is_empty') return emptyCondition(column, filter.value === true);
  if (filter.facts.write === 'phone') return phoneCondition(column, filter);
  if (type === 'instant') return instantCondition(column, filter);
  if (type === 'integer' || type === 'day' || isExact(filter))
    return comparison(column, filter.op, filter.value);
  return textCondition(foldedText(db, column), filter.op, filter.value);
}

/** Ids have one spelling; comparing them as they are lets an index serve. */
function isExact({ field, op, facts }: CheckedFilter): boolean {
  if (op === 'contains' || op === 'starts_with') return false;
  return facts.choices !== undefined || field.endsWith('_id');
}

function emptyCondition(column: SQLiteColumn, isEmpty: boolean): SQL {
  return isEmpty ? isNull(column) : isNotNull(column);
}

/** What is not known is not equal to anything, so `ne` finds it too. */
function comparison(of: SQLiteColumn | SQL, op: string, value: unknown): SQL {
  const column = expr`${of}`;
  switch (op) {
    case 'eq':
      return eq(column, value);
    case 'ne':
      return or(isNull(column), ne(column, value)) ?? nothing();
    case 'gt':
      return gt(column, value);
    case 'gte':
      return gte(column, value);
    case 'lt':
      return lt(column, value);
    case 'lte':
      return lte(column, value);
    case 'in':
      return inArray(column, Array.isArray(value) ? value : [value]);
    case 'is_empty':
      return value === true ? isNull(column) : isNotNull(column);
    default:
      throw new Error(`No condition for ${op}.`);
  }
}

function textCondition(column: SQL, op: string, value: unknown): SQL {
  const text = String(value);
  switch (op) {
    case 'contains':
      return matches(column, `%${likePrefix(fold(text))}`);
    case 'starts_with':
      return matches(column, likePrefix(fold(text)));
    case 'in':
      return or(...texts(value).map((each) => sameText(column, each))) ?? nothing();
    case 'ne':
      return or(isNull(column), not(sameText(column, text))) ?? nothing();
    default:
      return sameText(column, text);
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

function matches(column: SQL, pattern: string): SQL {
  return expr`${column} like ${pattern} escape '\\'`;
}

/** A day means all of it: after a day is from the next one on, until a day includes it. */
function instantCondition(column: SQLiteColumn, { op, value }: CheckedFilter): SQL {
  const text = String(value);
  if (!isDay(text)) return comparison(column, op, text);
  const [start, next] = [`${text}T00:00:00.000Z`, dayAfter(text)];
  const within = and(gte(column, start), lt(column, next)) ?? nothing();
  switch (op) {
    case 'gt':
      return gte(column, next);
    case 'gte':
      return gte(column, start);
    case 'lt':
      return lt(column, start);
    case 'lte':
      return lt(column, next);
    case 'ne':
      return or(isNull(column), not(within)) ?? nothing();
    default:
      return within;
  }
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
}

interface NamedBy {
  /** The column of the record that holds the id. */
  readonly key: string;
  readonly table: TenantTable;
  readonly id: SQLiteColumn;
  readonly name: SQLiteColumn;
}

function namedBy(db: CrmDb, of: 'owner' | 'company' | 'customer'): NamedBy {
  const { users, companies } = db.tables;
  if (of === 'owner') return { key: 'owner_id', table: users, id: users.user_id, name: users.name };
  const key = of === 'company' ? 'company_id' : 'customer_id';
  return { key, table: companies, id: companies.company_id, name: companies.name };
}

function nameCondition(
  db: CrmDb,
  object: RecordType,
  of: 'owner' | 'company' | 'customer',
  { op, value }: Pick<CheckedFilter, 'op' | 'value'>,
): SQL {
  const { key, table, id, name } = namedBy(db, of);
  const column = recordTable(db, object).columns[key];
  if (column === undefined) throw new Error(`${object} has no ${key}.`);
  if (op === 'is_empty') return emptyCondition(column, value === true);
  const positive = op === 'ne' ? 'eq' : op;
  const found = db
    .select({ id })
    .from(table)
    .where(textCondition(foldedText(db, name), positive, value));
  if (op !== 'ne') return inArray(column, found);
  return or(isNull(column), not(inArray(column, found))) ?? nothing();
}

/** Stages are few, and a name that none has is a mistake: the answer names them instead of finding nothing. */
async function stageCondition(db: CrmDb, { op, value }: CheckedFilter): Promise<SQL> {
  const { deals } = db.tables;
  const all = await allStages(db);
  const names = [...new Set(all.map(({ stage }) => stage))];
  const wanted = texts(value).map(fold);
  const isWhole = op === 'eq' || op === 'ne' || op === 'in';
  const unknown = wanted.findIndex((text) => isWhole && !names.some((name) => fold(name) === text));
  if (unknown >= 0) throw unknownName('The stage', texts(value)[unknown] ?? '', names);
  const fits = (name: string) =>
    wanted.some((text) =>
      isWhole ? name === text : op === 'contains' ? name.includes(text) : name.startsWith(text),
    );
  const ids = all.filter(({ stage }) => fits(fold(stage)) === (op !== 'ne')).map(({ stage_id }) => stage_id);
  return ids.length === 0 ? nothing() : inArray(deals.stage_id, ids);
}

/**
 * That a record contains every word of a search text.
 *
 * @throws ToolError `validation_error` for a text without a letter or digit: it would find everything or nothing.
 */
export function queryCondition(db: CrmDb, scope: CallScope, object: RecordType, query: string): SQL {
  const condition = wordsCondition(db, scope, object, query);
  if (condition !== undefined) return condition;
  throw validationError('query: the text has no letter or digit.', {
    hint: 'Search for a word, or leave query out and use filters.',
  });
}

function wordsCondition(db: CrmDb, scope: CallScope, object: RecordType, query: string): SQL | undefined {
  if (object === 'orders') {
    const { companies, orders } = db.tables;
    const named = textMatch(db, scope, 'companies', query);
    return (
      named &&
      inArray(orders.customer_id, db.select({ id: companies.company_id }).from(companies).where(named))
    );
  }
  if (object !== 'activities') return textMatch(db, scope, object, query);
  const columns = columnsOf(db.tables.activities);
  const searched = ['subject', 'body'].filter((field) => seesInFull(scope, object, field));
  if (searched.length === 0) return nothing();
  const perTerm = searchWords(query).map(({ text }) =>
    or(
      ...searched.flatMap((field) => {
        const column = columns[field];
        return column === undefined ? [] : [matches(foldedText(db, column), `%${likePrefix(text)}`)];
      }),
    ),
  );
  return and(...perTerm);
}
