import { and, eq, expr, inArray, or } from '@patchbay/storage';
import type { MergeableType } from '../../../deps.ts';
import type { CrmWriteDb } from '../kernel.ts';
import { columnsOf } from '../records/table.ts';

/** Tables whose rows point at records of a kind, by the column that does. */
const referring = {
  leads: [['deals', 'lead_id']],
  companies: [
    ['contacts', 'company_id'],
    ['deals', 'company_id'],
    ['orders', 'customer_id'],
  ],
  contacts: [
    ['deals', 'contact_id'],
    ['orders', 'customer_id'],
  ],
} as const satisfies Record<MergeableType, readonly (readonly ['contacts' | 'deals' | 'orders', string])[]>;

/** A merge, as far as child rows are concerned. */
export interface Moving {
  readonly object: MergeableType;
  /** Ids as their column has them. */
  readonly survivor: string | number;
  readonly losers: readonly (string | number)[];
  readonly at: string;
}

/** Moves every row that points at a loser to the survivor; how many of each table. */
export async function moveChildren(db: CrmWriteDb, moving: Moving): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const [name, key] of referring[moving.object]) {
    moved[name] = await moveReferences(db, name, key, moving);
  }
  moved['activity_links'] = await moveLinks(db, moving);
  moved['stage_history'] = await moveHistory(db, moving);
  return moved;
}

async function moveReferences(
  db: CrmWriteDb,
  name: 'contacts' | 'deals' | 'orders',
  key: string,
  { survivor, losers, at }: Moving,
): Promise<number> {
  const table = db.tables[name];
  const column = columnsOf(table)[key];
  if (column === undefined) throw new Error(`${name} has no ${key}.`);
  const rows = await db.update(
    table,
    { [key]: survivor, version: expr`${table.version} + 1`, updated_at: at },
    inArray(column, [...losers]),
  );
  return rows.length;
}

/** A link is nothing but its key, so it moves by being written anew; one that the survivor has already is not doubled. */
async function moveLinks(db: CrmWriteDb, { object, survivor, losers }: Moving): Promise<number> {
  const { activity_links: table } = db.tables;
  const record_id = String(survivor);
  const theirs = await db.delete(
    table,
    and(eq(table.object, object), inArray(table.record_id, losers.map(String))),
  );
  const present = await db
    .select({ activity_id: table.activity_id })
    .from(table)
    .where(and(eq(table.object, object), eq(table.record_id, record_id)));
  const known = new Set(present.map(({ activity_id }) => activity_id));
  const missing = [...new Set(theirs.map(({ activity_id }) => activity_id))].filter((id) => !known.has(id));
  if (missing.length > 0) {
    await db.insertMany(
      table,
      missing.map((activity_id) => ({ activity_id, object, record_id })),
    );
  }
  return theirs.length;
}

async function moveHistory(db: CrmWriteDb, { object, survivor, losers }: Moving): Promise<number> {
  const { stage_history: table } = db.tables;
  const rows = await db.update(
    table,
    { record_id: String(survivor) },
    and(eq(table.object, object), inArray(table.record_id, losers.map(String))),
  );
  return rows.length;
}

/** Removes what is kept of the likeness of records that are gone. */
export async function dropTraces(db: CrmWriteDb, { object, losers }: Moving): Promise<void> {
  const { duplicate_keys: keys, duplicate_marks: marks, duplicate_links: links } = db.tables;
  const ids = losers.map(String);
  await db.delete(keys, and(eq(keys.object, object), inArray(keys.record_id, ids)));
  await db.delete(marks, and(eq(marks.object, object), inArray(marks.record_id, ids)));
  await db.delete(links, and(eq(links.object, object), or(inArray(links.a, ids), inArray(links.b, ids))));
}
