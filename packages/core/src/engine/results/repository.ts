import { randomBytes } from 'node:crypto';
import { type Awaitable, after } from '../../awaitable.ts';
import type { Call, Target } from '../../call.ts';
import type { Caller } from '../../define/context.ts';
import type {
  KeptResult,
  ResultHandle,
  ResultOrigin,
  ResultOwner,
  ResultPage,
  ResultRepository,
  ResultRequest,
  ResultStore,
  Results,
} from '../../define/results.ts';
import { notFound, tooLarge } from '../../errors.ts';
import { createMemoryResults, maxResultBytes } from './memory-store.ts';
import { pagesOf } from './pages.ts';
import { resultUri } from './resources.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** What keeps the results of a server: in the store that its ports bring, or else in memory. */
export function createResults(
  server: string,
  ports: () => Awaitable<{ readonly results?: ResultStore }>,
): ResultRepository {
  let memory: ResultStore | undefined;
  const own = () => {
    // not before it is needed: most runs of most servers keep nothing
    memory ??= createMemoryResults();
    return memory;
  };
  const store = () => after(ports(), ({ results }) => results ?? own());
  const keepPages = async (from: ResultOrigin, paged: Paged, ttlMs = hour) =>
    put(await store(), server, {
      ...paged,
      ...from,
      expiresAt: Date.now() + Math.min(Math.max(0, ttlMs), day),
    });
  return {
    keepPages: (from, paged) => keepPages(from, paged),
    async keep(from, request, tokens) {
      const { name, mimeType, content, ttlMs } = request;
      // before the work of cutting it; rows are counted when they are written out
      if (sizeOf(content) > maxResultBytes) throw tooMany(name);
      return keepPages(from, { name, mimeType, pages: await pagesOf(request, tokens) }, ttlMs);
    },
    read: async (owner, id, page) => read(await store(), owner, id, page),
  };
}

type Paged = Pick<KeptResult, 'name' | 'mimeType' | 'pages'>;

function sizeOf(content: ResultRequest['content']): number {
  return typeof content === 'string' || content instanceof Uint8Array ? Buffer.byteLength(content) : 0;
}

async function put(
  store: ResultStore,
  server: string,
  result: Omit<KeptResult, 'id' | 'bytes'>,
): Promise<ResultHandle> {
  const { pages, expiresAt } = result;
  const bytes = pages.reduce((sum, page) => sum + Buffer.byteLength(page), 0);
  if (bytes > maxResultBytes) throw tooMany(result.name);
  // 128 bits, so that nobody finds one by trying
  const id = randomBytes(16).toString('base64url');
  await store.keep({ ...result, id, bytes });
  return {
    uri: resultUri(server, id),
    expires_at: new Date(expiresAt).toISOString(),
    bytes,
    pages: pages.length,
  };
}

async function read(store: ResultStore, owner: ResultOwner, id: string, page: number): Promise<ResultPage> {
  const found = await store.page(id, page);
  if (found !== undefined && isSame(found.owner, owner)) return found;
  throw noResult();
}

function isSame(one: ResultOwner, other: ResultOwner): boolean {
  return one.tenant === other.tenant && one.caller === other.caller && one.view === other.view;
}

function noResult() {
  return notFound('No result has this id and page: its time is over, or others needed the room.', {
    hint: 'Call the tool again that gave the address.',
  });
}

function tooMany(name: string) {
  return tooLarge(
    `${name} is larger than the ${maxResultBytes / 1_048_576} MiB that are kept of one result.`,
    {
      hint: 'Narrow the request: a shorter period, fewer fields or fewer items.',
    },
  );
}

/** What the handler of a call sees of them: the caller's own. */
export function resultsOf({ request, target, selection, results, budget }: Call): Results {
  if (results === undefined)
    throw new Error(`${target.name} keeps results, which its server does not declare`);
  const from = { owner: ownerOf(request.caller), tool: toolOf(target) };
  return {
    keep: (kept) => results.keep(from, kept, budget),
    async read(id, page) {
      const found = await results.read(from.owner, id, page);
      if (found.tool === undefined || selection.tools.has(found.tool)) return found;
      throw noResult();
    },
  };
}

/** Whose results a caller's are: its own, as its present role sees things. */
export function ownerOf({ tenant, id, role, team }: Caller): ResultOwner {
  return { tenant, caller: id, view: JSON.stringify([role, team ?? null]) };
}

function toolOf(target: Target): string | undefined {
  if (target.kind === 'tool') return target.name;
  return target.kind === 'resource' ? target.resource.tool : undefined;
}
