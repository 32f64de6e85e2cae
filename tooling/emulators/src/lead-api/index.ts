import type { CapturedRequest, Reply } from '../reply.ts';
import { jsonReply } from '../reply.ts';
import type { Emulator } from '../server.ts';
import { startEmulator } from '../server.ts';
import { type LeadBook, openBook, type StatusPatch } from './book.ts';
import { type ApiActivity, type ApiLead, apiStatuses, seedLeads } from './leads.ts';

export type { Fault, FaultScope } from '../faults.ts';
export type { Emulator } from '../server.ts';
export { type ApiActivity, type ApiLead, seedLeads } from './leads.ts';

/** What can be chosen about the API. */
export interface LeadApiOptions {
  /** 1 unless given. */
  readonly seed?: number | string;
  /** How many leads the seed makes; 60 unless given. */
  readonly count?: number;
  /** These leads instead of seeded ones. */
  readonly leads?: readonly ApiLead[];
  /** The real clock unless given. */
  readonly now?: () => Date;
  /** The header that every request must carry, with its exact value; any request is served unless given. */
  readonly auth?: { readonly header: string; readonly value: string };
  /** Fields that this API calls differently, by the names in {@link ApiLead} or the PATCH body. */
  readonly fields?: Readonly<Record<string, string>>;
  /** False for an API without versions: rows lack them and `If-Match` is ignored. */
  readonly versions?: boolean;
  /** False for an API whose search ignores the status. */
  readonly filters?: boolean;
  readonly port?: number;
  readonly host?: string;
}

/** A running lead API, with a look behind its counter. */
export interface LeadApiEmulator extends Emulator {
  leads(): readonly ApiLead[];
  /** Newest first. */
  activities(id: number): readonly ApiActivity[];
}

/** The operations of the API, for faults of one of them. */
export type LeadApi = 'details' | 'update' | 'search' | 'unknown';

const leadPath = /^\/api\/leads\/(\d{1,15})$/;
const searchPath = '/api/leads/search';

/**
 * Starts a stand-in for a lead API.
 *
 * - `GET /api/leads/{id}?activities=true|false` answers the lead with its `version` as a field and as the ETag, and with
 *   `activities` (newest first) when asked.
 * - `PATCH /api/leads/{id}` takes `{status, note?, lost_reason?}` as JSON and answers the lead after the change; 422 for
 *   a status that does not exist, 412 when `If-Match` names another version.
 * - `GET /api/leads/search?q=&status=&sort=&limit=&offset=` answers `{leads, total, limit, offset}`. Every word of `q`
 *   must occur in the name, company or e-mail; `sort` is `updated_at` (as without it), `created_at` or `score`, highest
 *   first; `limit` is 1 to 100, 20 unless given.
 *
 * Errors are `{error}`. A fault that replaces the answer keeps a PATCH from having an effect; `lost_answer` does not.
 */
export async function startLeadApiEmulator(options: LeadApiOptions = {}): Promise<LeadApiEmulator> {
  const seeded = options.leads ?? seedLeads(options.seed ?? 1, options.count ?? 60);
  const book = openBook(seeded, options.now ?? (() => new Date()));
  const emulator = await startEmulator({
    apiOf,
    answer: (request, _inFlight, commits) => answer(book, options, request, commits),
    reset: book.reset,
    port: options.port,
    host: options.host,
  });
  return { ...emulator, leads: book.all, activities: book.activities };
}

function apiOf(path: string, method: string): LeadApi {
  if (path === searchPath) return 'search';
  if (!leadPath.test(path)) return 'unknown';
  return method === 'PATCH' ? 'update' : 'details';
}

function answer(book: LeadBook, options: LeadApiOptions, request: CapturedRequest, commits: boolean): Reply {
  const { auth } = options;
  if (auth !== undefined && request.headers[auth.header.toLowerCase()] !== auth.value) return refusal(401);
  if (request.method !== 'GET' && request.method !== 'PATCH') return refusal(405);
  if (request.api === 'search') return search(book, options, request.query);
  const lead = book.get(Number(leadPath.exec(request.path)?.[1] ?? Number.NaN));
  if (lead === undefined) return refusal(404);
  if (request.api === 'update') return update(book, options, lead, request, commits);
  const withActivities = request.query.get('activities') === 'true';
  return leadReply(options, lead, withActivities ? { activities: book.activities(lead.id) } : {});
}

function search(book: LeadBook, options: LeadApiOptions, query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? 20);
  const offset = Number(query.get('offset') ?? 0);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) return refusal(400);
  if (!Number.isInteger(offset) || offset < 0) return refusal(400);
  const status = query.get('status') ?? undefined;
  const { leads, total } = book.search({
    q: query.get('q') ?? '',
    status: status === '' || options.filters === false ? undefined : status,
    sort: query.get('sort') ?? 'updated_at',
    limit,
    offset,
  });
  return jsonReply(200, { leads: leads.map((lead) => shown(options, lead)), total, limit, offset });
}

function update(
  book: LeadBook,
  options: LeadApiOptions,
  lead: ApiLead,
  { body, headers }: CapturedRequest,
  commits: boolean,
): Reply {
  const patch = readPatch(body, options.fields ?? {});
  if (patch === undefined) return refusal(422);
  const wanted = options.versions === false ? undefined : headers['if-match'];
  if (wanted !== undefined && wanted !== etagOf(lead)) return refusal(412);
  return leadReply(options, book.patch(lead, patch, commits), {});
}

function readPatch(body: string, fields: Readonly<Record<string, string>>): StatusPatch | undefined {
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(parsed, fields[name] ?? name);
    return typeof value === 'string' ? value : undefined;
  };
  const status = apiStatuses.find((known) => known === text('status'));
  return status && { status, note: text('note'), lost_reason: text('lost_reason') };
}

function leadReply(options: LeadApiOptions, lead: ApiLead, more: object): Reply {
  const reply = jsonReply(200, { ...shown(options, lead), ...more });
  if (options.versions !== false) reply.headers['etag'] = etagOf(lead);
  return reply;
}

function etagOf({ version }: ApiLead): string {
  return `"${version}"`;
}

function shown({ fields = {}, versions }: LeadApiOptions, lead: ApiLead): Readonly<Record<string, unknown>> {
  const entries = Object.entries(lead).filter(([name]) => name !== 'version' || versions !== false);
  return Object.fromEntries(entries.map(([name, value]) => [fields[name] ?? name, value]));
}

const reasons: Readonly<Record<number, string>> = {
  400: 'limit or offset is out of range',
  401: 'credential missing or wrong',
  404: 'no such lead',
  405: 'method not allowed',
  412: 'the lead has another version',
  422: 'status is missing or unknown',
};

function refusal(status: number): Reply {
  return jsonReply(status, { error: reasons[status] ?? 'error' });
}
