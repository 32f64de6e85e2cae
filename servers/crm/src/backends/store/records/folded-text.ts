import { fold } from '@patchbay/schemas';
import { expr, type SQL } from '@patchbay/storage';
import { getTableColumns } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { CrmDb } from '../kernel.ts';

/** The text of a column folded: as the store keeps it, or where that is nothing more, with its ASCII letters lowered. */
export function foldedText(db: CrmDb, column: SQLiteColumn): SQL {
  const { folded } = getTableColumns(column.table);
  if (db.dialect === 'sqlite')
    return expr`coalesce(json_extract(${folded}, ${`$.${column.name}`}), lower(${column}))`;
  return expr`coalesce(${folded} ->> ${column.name}, lower(${column} COLLATE "C"))`;
}

/** That a folded text is the same as another, case and accents aside. */
export function sameText(column: SQL, text: string): SQL {
  return expr`${column} = ${fold(text)}`;
}
