import { isBag } from '@patchbay/schemas';
import type { Call } from '../../call.ts';
import type { ServedResource } from '../../define/resource.ts';
import type { ResourceContents, Result } from '../../wire.ts';
import { bytesPerPage, grouped, pagesOf } from '../results/pages.ts';
import { ownerOf } from '../results/repository.ts';
import { nextPage, wayOn } from '../results/resources.ts';
import { estimateTokens } from '../tokens.ts';
import { bytesIn, costOf } from './cost.ts';
import { firstItems, longestList } from './list.ts';

/** How long a reading may be kept that names a result which is kept for a time. */
const maxTtlMs = 60_000;
const noteTokens = 120;

/**
 * A reading of at most `tokens`: of a larger one the first page, and where the others are.
 *
 * They are kept for the caller where the server keeps results; else the resource's tool gives the rest.
 */
export async function boundedReading(
  resource: ServedResource<unknown>,
  call: Call,
  result: Result,
  tokens: number,
): Promise<Result> {
  const contents = result['contents'];
  // pages of kept results are small enough by birth
  if (!Array.isArray(contents) || resource.tool === undefined) return result;
  const [reading, ...others]: readonly ResourceContents[] = contents;
  if (reading === undefined || isSmall(reading, tokens)) return result;
  const { pages, mimeType } = await paged(reading, tokens);
  const page = pageContents(reading.uri, mimeType, pages[0] ?? '');
  if (call.results === undefined) {
    const text = `Page 1 of ${pages.length}, cut to stay within the result budget. ${resource.tool} gives the rest.`;
    return { ...result, contents: [page, { uri: reading.uri, mimeType: 'text/plain', text }, ...others] };
  }
  const from = { owner: ownerOf(call.request.caller), tool: resource.tool };
  const kept = await call.results.keepPages(from, { name: reading.uri, mimeType, pages });
  const next = wayOn(nextPage(`${kept.uri}/2`, 1, pages.length, reading.uri));
  return { ...result, contents: [page, next, ...others], ...ownCache(result) };
}

/** What names a kept result is the caller's alone. */
function ownCache({ ttlMs }: Result): object {
  return typeof ttlMs === 'number' ? { ttlMs: Math.min(ttlMs, maxTtlMs), cacheScope: 'private' } : {};
}

function isSmall(contents: ResourceContents, tokens: number): boolean {
  if ('text' in contents)
    return Buffer.byteLength(contents.text) <= tokens || estimateTokens(contents.text, tokens) <= tokens;
  const { blob, mimeType = '' } = contents;
  if (!mimeType.startsWith('image/')) return bytesIn(blob) <= bytesPerPage;
  return costOf([{ type: 'image', data: blob, mimeType }], tokens) <= tokens;
}

function pageContents(uri: string, mimeType: string, page: string | Uint8Array): ResourceContents {
  return typeof page === 'string'
    ? { uri, mimeType, text: page }
    : { uri, mimeType, blob: Buffer.from(page).toString('base64') };
}

interface Paged {
  readonly mimeType: string;
  readonly pages: readonly (string | Uint8Array)[];
}

async function paged(contents: ResourceContents, tokens: number): Promise<Paged> {
  const { uri: name, mimeType = 'text/plain' } = contents;
  if ('blob' in contents) {
    const content = Buffer.from(contents.blob, 'base64');
    return { mimeType, pages: await pagesOf({ name, mimeType, content }, tokens) };
  }
  const isJson = /[/+]json$/.test(mimeType);
  const items = isJson ? await jsonPages(JSON.parse(contents.text), tokens) : undefined;
  if (items !== undefined) return { mimeType, pages: items };
  // what has no list to cut at whole items is cut at whole lines, and a part of JSON is none
  const content = isJson ? JSON.stringify(JSON.parse(contents.text), null, 1) : contents.text;
  const type = isJson ? 'text/plain' : mimeType;
  return { mimeType: type, pages: await pagesOf({ name, mimeType: type, content }, tokens) };
}

async function jsonPages(value: unknown, tokens: number): Promise<readonly string[] | undefined> {
  const list = Array.isArray(value) ? { output: {}, field: 'items', items: value } : longestList(value);
  if (list === undefined) return undefined;
  const shell = isBag(value) ? estimateTokens(JSON.stringify({ ...value, [list.field]: [] })) : 0;
  const room = tokens - noteTokens - shell;
  const texts = list.items.map((item) => JSON.stringify(item));
  if (room < tokens / 2 || texts.some((text) => estimateTokens(text, room) > room)) return undefined;
  const groups = await grouped(texts, room);
  let start = 0;
  return groups.map((group, index) => {
    const items = list.items.slice(start, start + group.length);
    start += group.length;
    if (Array.isArray(value)) return JSON.stringify(items);
    const part = { ...list, items };
    const isLast = index === groups.length - 1;
    return JSON.stringify(
      isLast
        ? { ...list.output, [list.field]: items }
        : firstItems(part, items.length, { keepsCursor: list.field !== 'items' }),
    );
  });
}
