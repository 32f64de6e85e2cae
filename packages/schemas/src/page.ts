import { z } from 'zod';

/** How many items a page holds when the caller does not say, and at most. */
export const pageLimits = { default: 20, max: 100 } as const;

/** Builds the `limit` parameter of a paged tool; the bounds differ only where a domain has a reason. */
export function pageLimit(max: number = pageLimits.max, fallback: number = pageLimits.default) {
  return z.int().min(1).max(max).default(fallback).describe('Per page.');
}

/** The `cursor` parameter of a paged tool. */
export const pageCursor = z.string().max(2048).optional().describe('From next_cursor.');

/** The one shape of a page: `items`, and where the rest is. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next_cursor: z.string().optional(),
    has_more: z.boolean(),
    total_count: z.int().optional(),
  });
}
