import { createHash } from 'node:crypto';
import { type ToolError, validationError } from '@patchbay/core';
import type { SeenPage } from '../deps.ts';

/** A list that is computed as a whole and shown in pages. */
export interface PagedList<Item> {
  /** All arguments that decide what the list holds; a cursor comes back with the same or is refused. */
  readonly binding: readonly unknown[];
  readonly items: readonly Item[];
  /** Tells the items apart. */
  readonly keyOf: (item: Item) => string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/**
 * Cuts a page out of a computed list, after the item that the cursor names.
 *
 * The cursor needs no signature: the list is computed anew through the caller's gate, and the cursor only says where in
 * it to go on. @throws ToolError `validation_error` for a cursor of another list, or whose item is gone.
 */
export function pageOf<Item>({ binding, items, keyOf, limit, cursor }: PagedList<Item>): SeenPage<Item> {
  const bound = createHash('sha256').update(JSON.stringify(binding)).digest('base64url').slice(0, 12);
  const start = cursor === undefined ? 0 : placeOf(cursor, bound, items, keyOf);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  const has_more = start + page.length < items.length;
  return {
    items: page,
    has_more,
    total_count: items.length,
    ...(has_more && last !== undefined && { next_cursor: encoded(bound, keyOf(last)) }),
  };
}

function encoded(bound: string, key: string): string {
  return `${bound}.${Buffer.from(key).toString('base64url')}`;
}

function placeOf<Item>(
  cursor: string,
  bound: string,
  items: readonly Item[],
  keyOf: (item: Item) => string,
): number {
  const [of, key = ''] = cursor.split('.', 2);
  if (of !== bound) throw unusable('does not belong to this list with these arguments');
  const after = Buffer.from(key, 'base64url').toString();
  const place = items.findIndex((item) => keyOf(item) === after);
  if (place < 0) throw unusable('points at something that is gone');
  return place + 1;
}

function unusable(why: string): ToolError {
  return validationError(`cursor ${why}.`, { hint: 'Leave cursor out to start from the first page.' });
}
