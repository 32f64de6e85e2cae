import { demand, type Policy } from '@patchbay/access';
import { rowCondition } from '@patchbay/access/sql';
import { notFound } from '@patchbay/core';
import { and, eq, getTableColumns } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { z } from 'zod';
import { listRows } from '../paging/list-rows.ts';
import type { Page } from '../paging/paging.ts';
import type { AnyRow, NewRow, Tables, TenantTable } from '../tables.ts';
import type { CallScope } from './call-scope.ts';
import type { StoreKernel } from './kernel.ts';

/** Which page of a list. */
export interface PageRequest {
  /** Items per page; 20 unless said otherwise. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** The records of one table as a port, under the rights of whoever asks. */
export interface Records<New, Seen> {
  /** @throws ToolError `permission_denied`. */
  add(record: New, scope: CallScope): Promise<Seen>;
  /** @throws ToolError `not_found` also for a record that the caller does not see. */
  get(id: string, scope: CallScope): Promise<Seen>;
  /** The newest first. */
  list(page: PageRequest, scope: CallScope): Promise<Page<Seen>>;
}

/** What makes the rows of a table records. */
export interface RecordsOptions<T extends Tables, Name extends keyof T & string, New, Seen> {
  readonly policy: Policy<Name>;
  /** The table, which bears the name of the policy's object. */
  readonly table: Name;
  /** One record in words; ids begin with it. */
  readonly noun: string;
  /** The text column that identifies a record. */
  readonly id: keyof T[Name]['$inferSelect'] & string;
  /** The column that the list is sorted by, latest first; never null. */
  readonly newest: keyof T[Name]['$inferSelect'] & string;
  /** A record as answers show it; a field that some role does not see is optional in it. */
  readonly seen: z.ZodType<Seen>;
  /** Where a caller finds ids, to be named when one is wrong: `list_notes`. */
  readonly foundBy: string;
  /** The row that a new record is, but for its id. */
  row(record: New, scope: CallScope): Partial<NewRow<T[Name]>>;
}

/**
 * The simplest port over a store: records of one table are added, read and listed. What more a server does it writes with
 * `kernel.read` and `kernel.write`.
 *
 * @example
 * storedRecords(kernel, {
 *   policy, table: 'notes', noun: 'note', id: 'note_id', newest: 'created_at', seen: seenNote, foundBy: 'list_notes',
 *   row: (note: NewNote, { caller }) => ({ ...note, author: caller.id, created_at: kernel.timestamp() }),
 * })
 */
export function storedRecords<T extends Tables, Name extends keyof T & string, New, Seen>(
  kernel: StoreKernel<T>,
  options: RecordsOptions<T, Name, New, Seen>,
): Records<New, Seen> {
  const { policy, table: name, noun, foundBy } = options;
  const see = ({ caller }: CallScope, row: AnyRow) => options.seen.parse(policy.see(caller, name, row));
  const visible = ({ caller }: CallScope, { columns }: Source) => {
    demand(policy.mayRead(caller, name));
    return rowCondition(policy.rows(caller, name), { columns });
  };
  return {
    async add(record, scope) {
      demand(policy.mayWrite(scope.caller, name, 'create'));
      const row = { ...options.row(record, scope), [options.id]: kernel.newId(noun) };
      return kernel.write(scope, async (db) => {
        const { table } = sourceOf(db, name);
        // the compiler does not see that the row is whole once it has its id
        return see(scope, await db.insert(table, row as unknown as NewRow<TenantTable>));
      });
    },
    get: (id, scope) =>
      kernel.read(scope, async (db) => {
        const source = sourceOf(db, name);
        const is = eq(columnOf(source, options.id), id);
        const [row]: AnyRow[] = await db
          .select()
          .from(source.table)
          .where(and(is, visible(scope, source)));
        if (row !== undefined) return see(scope, row);
        throw notFound(`No ${noun} has the id ${JSON.stringify(id.slice(0, 60))}.`, {
          hint: `Find it with ${foundBy}.`,
        });
      }),
    list: ({ limit, cursor }, scope) =>
      kernel.read(scope, async (db) => {
        const source = sourceOf(db, name);
        const page = await listRows(db, source.table, {
          where: visible(scope, source),
          list: name,
          filter: {},
          sort: { column: columnOf(source, options.newest), direction: 'desc' },
          id: columnOf(source, options.id),
          limit,
          cursor,
        });
        return { ...page, items: page.items.map((row) => see(scope, row)) };
      }),
  };
}

/** A table of a store that is known by its name alone. */
interface Source {
  readonly table: TenantTable;
  readonly columns: Readonly<Record<string, SQLiteColumn>>;
}

function sourceOf({ tables }: { readonly tables: Tables }, name: string): Source {
  const table = tables[name];
  if (table === undefined) throw new Error(`The store has no table ${name}.`);
  return { table, columns: getTableColumns(table) };
}

function columnOf({ columns }: Source, name: string): SQLiteColumn {
  const column = columns[name];
  if (column === undefined) throw new Error(`The table has no column ${name}.`);
  return column;
}
