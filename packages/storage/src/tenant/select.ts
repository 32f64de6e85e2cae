import { and, type SQL, type Subquery } from 'drizzle-orm';
import type { GetSelectTableName, GetSelectTableSelection } from 'drizzle-orm/query-builders/select.types';
import type { SelectedFields, SQLiteSelectBase } from 'drizzle-orm/sqlite-core';
import type { QueryCode } from '../engine.ts';
import type { TenantTable } from '../tables.ts';
import type { TenantScope } from './scope.ts';

/** What a select may read from: a table of the store, or a subquery made of such selects. */
export type Source = TenantTable | Subquery;

/** A select whose source is still to be named. */
export interface SelectFrom<Fields extends SelectedFields | undefined> {
  from<From extends Source>(
    source: From,
  ): SQLiteSelectBase<
    GetSelectTableName<From>,
    'async',
    unknown,
    Fields extends undefined ? GetSelectTableSelection<From> : Fields,
    Fields extends undefined ? 'single' : 'partial'
  >;
}

/** Starts a select of whole rows or of the given fields. */
export interface Select {
  (): SelectFrom<undefined>;
  <Fields extends SelectedFields>(fields: Fields): SelectFrom<Fields>;
}

/** The parts of drizzle's select that could reach another tenant's rows, as they are at run time. */
interface Conditions {
  where(condition: unknown): unknown;
  leftJoin(source: unknown, on: unknown): unknown;
  innerJoin(source: unknown, on: unknown): unknown;
  rightJoin: unknown;
  fullJoin: unknown;
  crossJoin: unknown;
}

/**
 * Drizzle's select, restricted to one tenant: its condition is added to `where` and to the condition of every join.
 *
 * Right, full and cross joins are refused, since a condition on the join does not restrict their right side.
 */
export function tenantSelect(start: QueryCode['select' | 'selectDistinct'], scope: TenantScope): Select {
  const select = (fields?: SelectedFields) => ({
    from(source: Source) {
      const builder = fields === undefined ? start().from(source) : start(fields).from(source);
      // drizzle's types say that the restricted methods do not exist for some sources; at run time they always do
      return restricted(builder as unknown as Conditions, source, scope);
    },
  });
  // the builder is drizzle's own, so that its types, which follow from the fields, hold
  return select as unknown as Select;
}

function restricted(builder: Conditions, source: Source, scope: TenantScope): Conditions {
  const { where, leftJoin, innerJoin } = builder;
  const always = scope.conditionOf(source);
  builder.where = (condition) => where.call(builder, joined(always, condition));
  builder.leftJoin = (other, on) => leftJoin.call(builder, other, joined(scope.conditionOf(other), on));
  builder.innerJoin = (other, on) => innerJoin.call(builder, other, joined(scope.conditionOf(other), on));
  builder.rightJoin = builder.fullJoin = builder.crossJoin = refuse;
  if (always !== undefined) where.call(builder, always);
  return builder;
}

type Condition = SQL | undefined | ((fields: unknown) => SQL | undefined);

function joined(always: SQL | undefined, condition: unknown): Condition {
  // what callers may pass here is drizzle's to check
  const given = condition as Condition;
  return typeof given === 'function' ? (fields) => and(always, given(fields)) : and(always, given);
}

function refuse(): never {
  throw new Error('Only left and inner joins keep to one tenant; turn the query around.');
}
