import { page } from '@patchbay/schemas';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ToolDefinition } from '../define/tool.ts';
import { estimateTokens } from '../engine/tokens.ts';
import { errorOf, plainTool, rig, textOf } from '../rig.fixture.ts';
import { inputRequired } from '../wire.ts';

type Patch = Partial<ToolDefinition<unknown, z.ZodObject, z.ZodObject>>;

const row = z.object({ id: z.string(), note: z.string() });
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `r${index}`, note: 'a note of some length' }));

async function answer(patch: Patch, responseTokens: number, args = {}) {
  const { call } = rig({ tools: [{ ...plainTool, ...patch }] }, { responseTokens });
  const result = await call('get_thing', args);
  return { result, text: textOf(result), error: errorOf(result), meta: Object(result['_meta']) };
}

function itemsIn(result: { readonly [key: string]: unknown }, field = 'items'): unknown[] {
  const items: unknown = Reflect.get(Object(result['structuredContent']), field);
  return Array.isArray(items) ? items : [];
}

const listing: Patch = { output: z.object({ items: z.array(row) }), handler: () => ({ items: rows(200) }) };

test('a result within the budget goes out as it is', async () => {
  const { result } = await answer(listing, 8000);
  expect(itemsIn(result)).toHaveLength(200);
  expect(result).not.toHaveProperty('_meta');
});

test('a result over the budget is cut at whole items and says how many are missing', async () => {
  const { result, text, meta } = await answer(listing, 500);
  const shown = itemsIn(result).length;
  expect(shown).toBeGreaterThan(5);
  expect(itemsIn(result)).toEqual(rows(shown));
  expect(meta).toEqual({ 'patchbay/truncated': { field: 'items', shown, omitted: 200 - shown } });
  expect(text).toContain(`${shown} of 200 items shown, ${200 - shown} left out`);
  expect(text).toContain('narrow the request to see the rest');
  expect(estimateTokens(text)).toBeLessThanOrEqual(500);
});

test('the cut keeps as much as fits: one item more would not', async () => {
  const { result, text } = await answer(listing, 500);
  const oneMore = `${text}${JSON.stringify(rows(itemsIn(result).length + 1).at(-1))},`;
  expect(estimateTokens(oneMore)).toBeGreaterThan(500);
});

test('a result of exactly the limit is not cut, and of one token more is', async () => {
  const size = estimateTokens(JSON.stringify({ items: rows(200) }));
  expect(itemsIn((await answer(listing, size)).result)).toHaveLength(200);
  expect(itemsIn((await answer(listing, size - 1)).result).length).toBeLessThan(200);
});

test('a small result is never cut, however odd its characters', async () => {
  const odd = '\u{1F600}‮ ¿§ 東'.repeat(4);
  const handler = () => ({
    items: [
      { id: odd, note: odd },
      { id: odd, note: odd },
    ],
  });
  const { result } = await answer({ ...listing, handler }, 300);
  expect(result).not.toHaveProperty('_meta');
});

test("a tool's own cut gives the cursor to the rest", async () => {
  const paged: Patch = {
    input: z.object({ from: z.int().default(0) }),
    output: page(row),
    handler: () => ({ items: rows(200), has_more: false }),
    cut: (output, keep, { from }) => ({
      items: z.array(row).parse(output['items']).slice(0, keep),
      has_more: true,
      next_cursor: `after-${Number(from) + keep}`,
    }),
  };
  const { result, text } = await answer(paged, 500, { from: 40 });
  const shown = itemsIn(result).length;
  expect(result['structuredContent']).toMatchObject({ has_more: true, next_cursor: `after-${40 + shown}` });
  expect(text).toContain(`call again with cursor "after-${40 + shown}" for the rest`);
});

test('without a cut of its own a page loses the cursor that leads past what was left out', async () => {
  const paged: Patch = {
    input: z.object({ limit: z.int().optional() }),
    output: page(row),
    handler: () => ({ items: rows(200), has_more: false, next_cursor: 'after-200', total_count: 900 }),
  };
  const { result, text } = await answer(paged, 500);
  const shown = itemsIn(result).length;
  expect(result['structuredContent']).toEqual({ items: rows(shown), has_more: true, total_count: 900 });
  expect(text).toContain(`call again with limit ${shown} or less`);
  expect(text).not.toContain('after-200"');
});

test('the longest list is the one that is cut', async () => {
  const two: Patch = {
    output: z.object({ warnings: z.array(z.string()), days: z.array(row) }),
    handler: () => ({ warnings: ['a', 'b'], days: rows(200) }),
  };
  const { result, meta } = await answer(two, 500);
  expect(itemsIn(result, 'warnings')).toEqual(['a', 'b']);
  expect(meta).toMatchObject({ 'patchbay/truncated': { field: 'days' } });
});

test.each<[string, Patch]>([
  [
    'a single long text',
    { output: z.object({ text: z.string() }), handler: () => ({ text: 'word '.repeat(4000) }) },
  ],
  [
    'a list of one',
    { output: z.object({ items: z.array(z.string()) }), handler: () => ({ items: ['word '.repeat(4000)] }) },
  ],
  [
    'items of which one alone is too large',
    {
      output: z.object({ items: z.array(z.string()) }),
      handler: () => ({ items: ['word '.repeat(4000), 'b'] }),
    },
  ],
])('%s cannot be cut, and the refusal says what to do', async (_, patch) => {
  const { error, text, result } = await answer(patch, 500);
  expect(error).toMatchObject({ code: 'too_large', retryable: false });
  expect(text).toContain('Narrow the request');
  expect(result).not.toHaveProperty('structuredContent');
});

test('a question to the client is never cut', async () => {
  const long = 'word '.repeat(4000);
  const asking: Patch = {
    interactive: true,
    handler: () =>
      inputRequired({ inputRequests: { q: { method: 'elicitation/create', params: { long } } } }),
  };
  const { result } = await answer(asking, 200);
  expect(result).toMatchObject({ resultType: 'input_required' });
});
