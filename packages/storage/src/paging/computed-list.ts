import { validationError } from '@patchbay/core';
import { pageLimits } from '@patchbay/schemas';
import { canonicalJson } from '../canonical.ts';
import { bindingOf, type Cursors } from './cursor.ts';
import type { Page } from './paging.ts';

/** A list that is computed as a whole and shown in pages. */
export interface ComputedList<Item> {
  /** The list's name, usually the tool's; a cursor of one list is refused by another. */
  readonly list: string;
  /** All arguments that decide what the list holds; a cursor is refused with others. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly items: readonly Item[];
  /** Tells the items apart. */
  readonly keyOf: (item: Item) => string;
  readonly cursor?: string | undefined;
  /** Items per page; 20 unless said otherwise. */
  readonly limit?: number | undefined;
}

/**
 * Cuts a page out of a computed list, after the item that the cursor names.
 *
 * @throws ToolError `validation_error` for a cursor that is forged, too old, of another list, filter or tenant, or whose
 * item is gone.
 */
export function computedPage<Item>(
  cursors: Cursors,
  tenant: string,
  { list, filter, items, keyOf, cursor, limit = pageLimits.default }: ComputedList<Item>,
): Page<Item> {
  const binding = bindingOf([tenant, list, canonicalJson(filter), 'computed']);
  const start = cursor === undefined ? 0 : placeAfter(items, keyOf, cursors.read(binding, cursor).id);
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  if (start + page.length >= items.length || last === undefined) return { items: page, has_more: false };
  return {
    items: page,
    has_more: true,
    next_cursor: cursors.write(binding, { sort: null, id: keyOf(last) }),
  };
}

function placeAfter<Item>(items: readonly Item[], keyOf: (item: Item) => string, key: unknown): number {
  const place = items.findIndex((item) => keyOf(item) === key);
  if (place >= 0) return place + 1;
  throw validationError('cursor points at something that is gone.', {
    hint: 'Leave cursor out to start from the first page.',
  });
}
