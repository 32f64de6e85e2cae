import { expect, test } from 'vitest';
import { estimateTokens } from '../tokens.ts';
import { bytesPerPage, pagesOf } from './pages.ts';

const budget = 500;
const text = (content: string, head?: string) =>
  pagesOf({ name: 'x', mimeType: 'text/plain', content, ...(head !== undefined && { head }) }, budget);

test('a text is cut at whole lines, and nothing of it is lost', async () => {
  const content = Array.from({ length: 1000 }, (_, line) => `line number ${line} of many\n`).join('');
  const pages = await text(content);
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.join('')).toBe(content);
  for (const page of pages) {
    expect(String(page)).toMatch(/^line number \d+ of many\n/);
    expect(String(page).endsWith('\n')).toBe(true);
    expect(estimateTokens(String(page))).toBeLessThanOrEqual(budget);
  }
});

test.each(['a'.repeat(9000), 'word '.repeat(3000), '💥'.repeat(3000), '漢'.repeat(5000)])(
  'a line longer than a page goes on on the next, between two characters: %.12s',
  async (line) => {
    const pages = await text(line);
    expect(pages.join('')).toBe(line);
    for (const page of pages) {
      expect(estimateTokens(String(page))).toBeLessThanOrEqual(budget);
      expect(String(page).isWellFormed()).toBe(true);
    }
  },
);

test('rows are JSON lists of whole rows', async () => {
  const content = Array.from({ length: 300 }, (_, id) => ({ id, label: `Label of ${id}` }));
  const pages = await pagesOf({ name: 'x', mimeType: 'application/json', content }, budget);
  expect(pages.flatMap((page) => JSON.parse(String(page)))).toEqual(content);
  for (const page of pages) expect(estimateTokens(String(page))).toBeLessThanOrEqual(budget);
});

test('rows as CSV have their head on every page, and cells that need quotes have them', async () => {
  const content = Array.from({ length: 300 }, (_, id) => ({
    id,
    note: id === 0 ? 'a "b", c' : 'plain',
    gap: null,
  }));
  const pages = await pagesOf({ name: 'x', mimeType: 'text/csv', head: '# from here', content }, budget);
  expect(String(pages[0])).toMatch(/^# from here\r\nid,note,gap\r\n0,"a ""b"", c",\r\n/);
  for (const page of pages) expect(String(page)).toMatch(/^# from here\r\nid,note,gap\r\n\d/);
});

test('a row that fills more than a page is refused', async () => {
  const content = [{ a: 1 }, { note: 'word '.repeat(2000) }];
  const refused = pagesOf({ name: 'notes', mimeType: 'application/json', content }, budget);
  await expect(refused).rejects.toMatchObject({ code: 'too_large' });
});

test('bytes are cut at a size that clients take, but half a picture is none', async () => {
  const content = new Uint8Array(bytesPerPage + 1).fill(7);
  const pages = await pagesOf({ name: 'x', mimeType: 'application/pdf', content }, budget);
  expect(pages.map((page) => page.length)).toEqual([bytesPerPage, 1]);
  expect(await pagesOf({ name: 'x', mimeType: 'image/png', content }, budget)).toHaveLength(1);
});

test('nothing is one empty page', async () => {
  expect(await text('')).toEqual(['']);
  expect(await pagesOf({ name: 'x', mimeType: 'application/json', content: [] }, budget)).toEqual(['[]']);
});
