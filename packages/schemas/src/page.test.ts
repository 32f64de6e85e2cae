import { expect, test } from 'vitest';
import { z } from 'zod';
import { page, pageCursor, pageLimit } from './page.ts';

test('a limit is 20 when nothing is said, and between 1 and 100', () => {
  expect(pageLimit().parse(undefined)).toBe(20);
  expect(pageLimit().safeParse(100).success).toBe(true);
  for (const wrong of [0, 101, 1.5, -1]) expect(pageLimit().safeParse(wrong).success).toBe(false);
});

test('a domain may set bounds of its own', () => {
  expect(pageLimit(500, 50).parse(undefined)).toBe(50);
  expect(pageLimit(500, 50).safeParse(500).success).toBe(true);
  expect(pageLimit(500, 50).safeParse(501).success).toBe(false);
});

test('a page keeps items, cursor and counts, and drops what it does not know', () => {
  const schema = page(z.object({ id: z.string() }));
  const given = { items: [{ id: 'a', secret: 1 }], has_more: false, internal: true };
  expect(schema.parse(given)).toEqual({ items: [{ id: 'a' }], has_more: false });
  expect(schema.safeParse({ items: [] }).success).toBe(false);
});

test('a cursor of unreasonable length is refused', () => {
  expect(pageCursor.safeParse('x'.repeat(2049)).success).toBe(false);
});
