import { and, eq, or } from '@patchbay/storage';
import { rulesVersion } from '../../../duplicates/keys.ts';
import type { CrmWriteDb } from '../kernel.ts';
import { candidatesOf } from './candidates.ts';
import { type Comparable, type Deduplicated, preparedKeys, preparedRow, renewKeys } from './keys.ts';
import { compareAll } from './look-alikes.ts';
import { type ComparedRow, comparedRows } from './rows.ts';

/** The least reach of a link that is kept: that of the lowest score that can be asked for. */
export const leastReach = 0.3;

/** A link as its table has it, the lesser id first. */
export function linkRow(
  object: Deduplicated,
  ids: readonly [string, string],
  { score, reach }: { readonly score: number; readonly reach: number },
) {
  const [a = '', b = ''] = [...ids].sort();
  return { object, a, b, score, reach, rules: rulesVersion };
}

/** Makes keys and links of a record those of its row, as a write of one record does. */
export async function keepDuplicates(
  db: CrmWriteDb,
  object: Deduplicated,
  id: number | string,
  row: Comparable & { readonly version: number },
): Promise<void> {
  await renewKeys(db, object, id, row);
  await renewLinks(db, object, { id: String(id), version: row.version, row });
}

/** Makes the links of a record those of its row; its keys must be right. */
export async function renewLinks(
  db: CrmWriteDb,
  object: Deduplicated,
  { id, version, row }: ComparedRow,
): Promise<void> {
  const subject = preparedRow(object, id, row);
  const { ids, cuts } = await candidatesOf(db, object, preparedKeys(object, subject));
  const others = await comparedRows(
    db,
    'all',
    object,
    ids.filter((other) => other !== id),
  );
  const compared = await compareAll(db, 'all', object, subject, others);
  const { duplicate_links: links } = db.tables;
  await db.delete(links, and(eq(links.object, object), or(eq(links.a, id), eq(links.b, id))));
  const wanted = compared.filter(({ verdict }) => verdict.reach >= leastReach);
  if (wanted.length > 0)
    await db.insertMany(
      links,
      wanted.map((other) => linkRow(object, [id, other.id], other.verdict)),
    );
  await mark(db, [{ object, record_id: id, version, cut: cutText(cuts.map(({ shared }) => shared)) }]);
}

/** What was too common about a record, as its mark has it. */
export function cutText(shared: Iterable<string>): string | null {
  const all = [...new Set(shared)].sort();
  return all.length === 0 ? null : all.join(', ');
}

/** Which version of a record its links were made from. */
export interface Mark {
  readonly object: Deduplicated;
  readonly record_id: string;
  readonly version: number;
  readonly cut: string | null;
}

/** Notes that the links of records are those of this version of them, by the rules of now. */
export async function mark(db: CrmWriteDb, marks: readonly Mark[]): Promise<void> {
  await db.upsert(
    db.tables.duplicate_marks,
    marks.map((each) => ({ ...each, rules: rulesVersion })),
    {
      target: ['object', 'record_id'],
      update: (_existing, { rules, version, cut }) => ({ rules, version, cut: cut ?? null }),
    },
  );
}
