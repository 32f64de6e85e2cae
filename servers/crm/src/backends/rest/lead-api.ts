import { ToolError, unavailable } from '@patchbay/core';
import type { Upstream } from '@patchbay/upstream';
import type { z } from 'zod';
import { noLead } from '../../leads/refusals.ts';
import type { LeadStatus } from '../../leads/status.ts';
import type { FieldMap } from './field-map.ts';
import { type LeadRow, type LeadSchemas, leadSchemas } from './lead-schema.ts';

const keptMs = 30_000;
const root = '/api/leads';
/** Leaves time, within the five seconds of a call, to read back what became of a change whose answer is lost. */
const patchMs = 2_500;

/** A search as the API understands it; `status` and `sort` are left out when undefined. */
export interface ApiSearch {
  readonly q: string | undefined;
  readonly status: LeadStatus | undefined;
  readonly sort: string | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A change of status as the API takes it. */
export interface ApiChange {
  readonly status: LeadStatus;
  readonly note?: string | undefined;
  readonly lost_reason?: string | undefined;
}

/** The routes of the lead API. Every method throws `ToolError`. */
export interface LeadApi {
  /** A read that may come from the cache, at most 30 s old. */
  get(
    lead_id: number,
    options: { readonly activities: boolean; readonly fresh: boolean },
    signal: AbortSignal,
  ): Promise<z.output<LeadSchemas['details']>>;
  search(
    search: ApiSearch,
    options: { readonly fresh: boolean },
    signal: AbortSignal,
  ): Promise<z.output<LeadSchemas['page']>>;
  /** Sends one PATCH, never a second one; with `version`, the API must refuse it for any other version. */
  patch(
    lead_id: number,
    change: ApiChange,
    version: number | undefined,
    signal: AbortSignal,
  ): Promise<LeadRow>;
}

/** Speaks with a lead API over its client: cached reads, and writes that empty the cache, whatever became of them. */
export function createLeadApi(upstream: Upstream, map: FieldMap): LeadApi {
  const schemas = leadSchemas(map);
  return {
    async get(lead_id, { activities, fresh }, signal) {
      const { value } = await upstream
        .getJson({
          path: pathOf(lead_id),
          query: { activities },
          schema: schemas.details,
          signal,
          operation: 'lead',
          ttlMs: fresh ? 0 : keptMs,
        })
        .catch(missingAs(lead_id));
      return value;
    },
    async search({ q, ...query }, { fresh }, signal) {
      const { value } = await upstream.getJson({
        path: `${root}/search`,
        query: { q: q ?? '', ...query },
        schema: schemas.page,
        signal,
        operation: 'search',
        ttlMs: fresh ? 0 : keptMs,
      });
      if (value.leads.length > query.limit) throw doesNotPage();
      return value;
    },
    async patch(lead_id, change, version, signal) {
      try {
        const { value } = await upstream
          .sendJson({
            method: 'PATCH',
            path: pathOf(lead_id),
            headers: { 'if-match': version === undefined ? undefined : `"${version}"` },
            body: bodyOf(change, map),
            schema: schemas.lead,
            signal,
            budgetMs: patchMs,
            operation: 'update',
          })
          .catch(missingAs(lead_id));
        return value;
      } finally {
        // what became of a change whose answer is lost is unknown too
        upstream.invalidate(root);
      }
    },
  };
}

function pathOf(lead_id: number): readonly string[] {
  return ['api', 'leads', String(lead_id)];
}

function bodyOf(change: ApiChange, map: FieldMap): Readonly<Record<string, unknown>> {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([field, value]) => [map.toApi(field), value]));
}

/** A lead that is not there reads as one that the caller may not see. */
function missingAs(lead_id: number): (error: unknown) => never {
  return (error) => {
    throw error instanceof ToolError && error.code === 'not_found' ? noLead(lead_id) : error;
  };
}

function doesNotPage(): ToolError {
  return unavailable('The lead API answered more leads than were asked for.', {
    hint: 'Retrying will not help: the operator must see to it that its search honours limit and offset.',
    retryable: false,
  });
}
