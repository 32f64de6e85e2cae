import type { DependencyHealth, ServerSetup } from '@patchbay/core';
import type { PartStatus } from '@patchbay/storage';
import { createUpstream, observeUpstream, type Upstream } from '@patchbay/upstream';
import type { CrmConfig } from '../../config.ts';
import type { RestDeps } from '../../deps.ts';
import { offsetCursors } from './cursors.ts';
import { parseFieldMap } from './field-map.ts';
import { createLeadApi, type LeadApi } from './lead-api.ts';
import { createRestLeads } from './leads.ts';

/** What the ports may be built from. */
export type RestSetup = Pick<ServerSetup<CrmConfig>, 'log' | 'metrics' | 'tracer' | 'proxy' | 'redis'>;

/** What tests replace. */
export interface RestOptions {
  now?(): Date;
}

/**
 * Builds the ports of the `rest` backend; nothing is asked before the first call.
 *
 * @throws Error naming the setting, for an address or a field map that is missing or wrong.
 */
export function createRestDeps(config: CrmConfig, setup: RestSetup, options: RestOptions = {}): RestDeps {
  const now = options.now ?? (() => new Date());
  const upstream = openUpstream(config, setup, now);
  const api = createLeadApi(upstream, parseFieldMap(config.CRM_REST_FIELD_MAP));
  return {
    ports: {
      backend: 'rest',
      leads: createRestLeads(api, offsetCursors(config.CRM_CURSOR_KEY), now),
      now,
      status: async () => [partStatus(upstream)],
    },
    health: async ({ probe, signal }) => {
      // a failed probe is told by the health that it leaves behind
      if (probe) await Promise.allSettled([probeApi(api, signal)]);
      return [healthOf(upstream)];
    },
    close: () => upstream.close(),
  };
}

function openUpstream(config: CrmConfig, { proxy, ...telemetry }: RestSetup, now: () => Date): Upstream {
  const { CRM_REST_URL: baseUrl, CRM_REST_AUTH_HEADER: header, CRM_REST_TOKEN: token } = config;
  if (baseUrl === undefined) {
    throw new Error('CRM_REST_URL is missing: CRM_BACKEND=rest needs the base URL of the lead API.');
  }
  return createUpstream({
    name: 'Lead API',
    baseUrl,
    headers: { [header]: token },
    timeoutMs: 4_000,
    budgetMs: 4_800,
    maxAttempts: 2,
    proxy,
    clock: () => now().getTime(),
    ...observeUpstream(telemetry, baseUrl),
  });
}

async function probeApi(api: LeadApi, signal: AbortSignal): Promise<void> {
  await api.search(
    { q: undefined, status: undefined, sort: undefined, limit: 1, offset: 0 },
    { fresh: true },
    signal,
  );
}

function partStatus(upstream: Upstream): PartStatus {
  const { status, circuit, last_error_code, cache } = upstream.health();
  const facts = [
    circuit === 'closed' ? undefined : `circuit ${circuit}`,
    last_error_code && `last error ${last_error_code}`,
    `${cache.entries} answers cached`,
  ];
  return { name: 'lead_api', status, detail: facts.filter(Boolean).join(', ') };
}

function healthOf(upstream: Upstream): DependencyHealth {
  const { status, last_error_code } = upstream.health();
  const about = { name: 'lead_api', required: true, status } as const;
  if (status === 'up' || status === 'unknown') return about;
  const detail = `The lead API fails (${last_error_code ?? 'failing'}): check that CRM_REST_URL can be reached from here and that CRM_REST_TOKEN is valid.`;
  return { ...about, detail };
}
