import type { ServerSetup } from '@patchbay/core';
import {
  type ApiLead,
  type LeadApiEmulator,
  type LeadApiOptions,
  startLeadApiEmulator,
} from '@patchbay/emulators/lead-api';
import type { Logger } from '@patchbay/observability';
import { connect, type TestClient, testSetup } from '@patchbay/testkit';
import { openRestCrm } from '../backends/rest/open.ts';
import { type CrmConfig, crmConfig } from '../config.ts';
import type { RestDeps } from '../deps.ts';
import { server } from '../server.ts';
import { type ContractLead, contractLeads, contractUsers } from './contract-leads.ts';

/** The moment at which tests of the `rest` backend begin. */
const restNow = new Date('2026-07-15T12:00:00Z');

/** The `rest` backend on an emulated lead API that holds the contract's leads. */
export interface RestBackend extends AsyncDisposable {
  readonly deps: RestDeps & RestDeps['ports'];
  readonly api: LeadApiEmulator;
  readonly setup: ServerSetup<CrmConfig>;
  /** Moves the backend's clock. */
  advance(ms: number): void;
}

/** How the backend is started. */
export interface RestBackendOptions {
  readonly api?: Omit<LeadApiOptions, 'now'>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly log?: Logger;
}

/** Starts the API and the backend's real ports on it. */
export async function startRestBackend(options: RestBackendOptions = {}): Promise<RestBackend> {
  let now = restNow.getTime();
  const clock = () => new Date(now);
  const api = await startLeadApiEmulator({ leads: contractLeads.map(apiLead), ...options.api, now: clock });
  const setup = setupOf({ CRM_REST_URL: api.url, ...options.environment }, options.log);
  const opened = openRestCrm(setup.config, setup, { now: clock });
  const deps = { ...opened.ports, ...opened };
  return {
    deps,
    api,
    setup,
    advance: (ms) => {
      now += ms;
    },
    async [Symbol.asyncDispose]() {
      await deps.close();
      await api.close();
    },
  };
}

function setupOf(environment: Readonly<Record<string, string>>, log?: Logger): ServerSetup<CrmConfig> {
  return testSetup(
    crmConfig.parse({ CRM_BACKEND: 'rest', ...environment }),
    log === undefined ? {} : { log },
  );
}

/** Connects a real client to the CRM server on a backend, with its own claims or the given ones around writes. */
export async function connectRest({ deps }: RestBackend, writes = deps.writes): Promise<TestClient> {
  return connect(server, { ...deps, ...(writes && { writes }) }, { concurrency: 500 });
}

function apiLead({ lead_id, ...lead }: ContractLead): ApiLead {
  return {
    ...lead,
    id: lead_id,
    owner_name: contractUsers.find(({ user_id }) => user_id === lead.owner_id)?.name ?? null,
    phone_e164: null,
    title: null,
    status_changed_at: lead.updated_at,
    lost_reason: null,
    notes: null,
    city: null,
    country: null,
    external_id: null,
    last_activity_at: null,
    version: 1,
    created_at: lead.updated_at,
  };
}
