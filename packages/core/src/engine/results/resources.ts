import type { ServedResource, TypedContent } from '../../define/resource.ts';
import type { Results } from '../../define/results.ts';
import type { AnyServer } from '../../define/server.ts';
import type { ResourceContents } from '../../wire.ts';

const cache = { ttlMs: 60_000, scope: 'private' } as const;

/** Where a page of a kept result is; its first page without a number. */
export function resultUri(server: string, id: string, page = 1): string {
  return `${server}://result/${id}${page === 1 ? '' : `/${page}`}`;
}

/** Everything that a server can read, core's own included, which stands beside no tool: only who kept a result reads it. */
export function resourcesOf({ name, resources, results }: AnyServer): readonly ServedResource<never>[] {
  return results === true ? [...resultResources(name), ...resources] : resources;
}

function resultResources(server: string): readonly ServedResource<unknown>[] {
  return [
    {
      name: 'kept_result',
      title: 'Kept result',
      description:
        'A result too large for one answer, as a tool gave its address: the first page, and where the next one is.',
      uri: `${server}://result/{id}`,
      cache,
      read: ({ id = '' }, { results }) => pageOf(server, results, id, '1'),
    },
    {
      name: 'kept_result_page',
      title: 'Page of a kept result',
      description: 'One page of a kept result, counted from 1, and where the next one is.',
      uri: `${server}://result/{id}/{page}`,
      cache,
      read: ({ id = '', page = '' }, { results }) => pageOf(server, results, id, page),
    },
  ];
}

async function pageOf(server: string, results: Results, id: string, page: string): Promise<TypedContent> {
  const number = /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 0;
  const { mimeType, content, pages, name } = await results.read(id, number);
  if (number === pages) return { mimeType, content };
  return { mimeType, content, next: nextPage(resultUri(server, id, number + 1), number, pages, name) };
}

/** The contents that say where a reading goes on. */
export function wayOn({ uri, note }: { readonly uri: string; readonly note: string }): ResourceContents {
  return { uri, mimeType: 'text/plain', text: note };
}

/** Where a reading goes on after one of its pages. */
export function nextPage(uri: string, page: number, pages: number, name: string) {
  return { uri, note: `Page ${page} of ${pages} of ${name}. The next page: ${uri}` };
}
