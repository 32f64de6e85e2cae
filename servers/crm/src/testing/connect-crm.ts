import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '@patchbay/core';
import { createEngine, createLayers, localCaller, resolveSelection } from '@patchbay/core/engine';
import { createLogger, type Logger } from '@patchbay/observability';
import { createFetchHandler } from '@patchbay/serve/testing';
import { fillDemo, openAt, type StorePlace } from '@patchbay/storage';
import { type ConnectOptions, openClient, patient, type TestClient, testSetup } from '@patchbay/testkit';
import { createKernel, type Kernel } from '../backends/store/kernel.ts';
import { store as definition } from '../backends/store/store.ts';
import { crmConfig } from '../config.ts';
import type { CallScope, CrmDeps, CrmPorts } from '../deps.ts';
import { openStoredCrm, type StoredCrmOptions } from '../open-crm.ts';
import type { Role } from '../policy.ts';
import { server as crmServer } from '../server.ts';

/** The moment at which tests take place, unless they say otherwise. */
export const testNow = new Date('2026-07-15T12:00:00Z');

/** The tenant of the demonstration workspace in tests. */
export const testTenant = 'default';

/** Users of the demonstration workspace, one per role; reps and managers have teams. */
const testUsers: Readonly<Record<Role, { readonly id: string; readonly team?: string }>> = {
  admin: { id: 'user-1' },
  manager: { id: 'user-2', team: 'americas' },
  rep: { id: 'user-5', team: 'americas' },
  support: { id: 'user-12' },
  viewer: { id: 'user-11' },
};

/** How a test connects to the CRM server. */
export interface ConnectCrmOptions extends ConnectOptions {
  /** On whose behalf the client acts; an administrator unless said otherwise. */
  readonly role?: Role;
  /** Facts about the caller that differ from the usual user of the role. */
  readonly caller?: Partial<Pick<Caller, 'id' | 'team' | 'tenant'>>;
  /** Gives the database, as `eachEngine` does; a SQLite file of its own unless given. */
  readonly engine?: { place(): Promise<StorePlace> };
  readonly now?: Date | (() => Date);
  /** Whether to begin with the demonstration workspace; true unless said otherwise. */
  readonly demo?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The server to connect to, made of the CRM's; that itself unless given. */
  readonly server?: typeof crmServer;
  /** Receives what writes leave in the outbox. */
  readonly deliver?: StoredCrmOptions['deliver'];
}

/** A client of the CRM server, with what lies behind it. */
export interface CrmClient extends TestClient {
  readonly deps: CrmDeps & CrmPorts;
  readonly kernel: Kernel;
  /** The scope of the client's caller, for calling ports and the kernel directly. */
  readonly scope: CallScope;
  /** A further client on the same store. */
  as(role: Role, caller?: ConnectCrmOptions['caller']): Promise<TestClient>;
}

/** Opens a store with the demonstration workspace and connects a real client through the protocol. */
export async function connectCrm(options: ConnectCrmOptions = {}): Promise<CrmClient> {
  const { role = 'admin', demo = true, now: at = testNow, environment = {} } = options;
  const now = typeof at === 'function' ? at : () => at;
  const log = options.log ?? silent;
  const { place, remove } = await placeOf(options.engine, demo, now());
  const store = await openAt(definition, place, { log, now });
  if (demo && place.url !== undefined) await fillDemo(definition, store, { tenant: testTenant, now: now() });
  const config = crmConfig.parse(environment);
  const opened = await openStoredCrm(testSetup(config, { log }), {
    store,
    now,
    ...(options.deliver && { deliver: options.deliver }),
  });
  const deps = { ...opened.ports, ...opened };
  const settings = {
    default_country: config.CRM_DEFAULT_COUNTRY,
    default_currency: config.CRM_DEFAULT_CURRENCY,
  };
  const clients: TestClient[] = [];
  const as: CrmClient['as'] = async (asked, caller) => {
    const { client } = await connectAs(deps, {
      ...options,
      log,
      caller: callerOf(asked, caller),
    });
    clients.push(client);
    return client;
  };
  const caller = callerOf(role, options.caller);
  const first = await connectAs(deps, { ...options, log, caller });
  return {
    ...first.client,
    deps,
    kernel: createKernel(store, settings, now),
    scope: { caller, signal: new AbortController().signal },
    as,
    async [Symbol.asyncDispose]() {
      for (const client of [first.client, ...clients]) await client[Symbol.asyncDispose]();
      await deps.close();
      await remove();
    },
  };
}

const silent = createLogger({ level: 'silent', name: 'crm', version: '0.0.0' });

function callerOf(role: Role, facts: ConnectCrmOptions['caller'] = {}): Caller {
  return { ...localCaller(crmServer), tenant: testTenant, role, ...testUsers[role], ...facts };
}

async function connectAs(
  deps: CrmDeps,
  {
    caller,
    server = crmServer,
    ...options
  }: Omit<ConnectCrmOptions, 'caller'> & { readonly caller: Caller; readonly log: Logger },
): Promise<{ readonly client: TestClient }> {
  const engine = createEngine(patient(server), {
    deps,
    log: options.log,
    layers: createLayers({ ...options, writes: () => deps.writes }),
  });
  const handler = createFetchHandler(engine, {
    caller,
    selection: resolveSelection(server, options.selection ?? {}),
  });
  const client = await openClient(
    options.client ?? 'v2-auto',
    new URL('http://test.local/mcp'),
    (url, init) => handler.fetch(new Request(url, init)),
  );
  const dispose = async () => {
    await client[Symbol.asyncDispose]();
    await handler.close();
  };
  return { client: { ...client, [Symbol.asyncDispose]: dispose } };
}

interface OwnPlace {
  readonly place: StorePlace;
  remove(): Promise<void>;
}

async function placeOf(engine: ConnectCrmOptions['engine'], demo: boolean, now: Date): Promise<OwnPlace> {
  const own =
    engine === undefined ? await ownFile() : { place: await engine.place(), remove: async () => {} };
  if (demo && own.place.url === undefined) await copyFile(await templateFor(now), own.place.file);
  return own;
}

async function ownFile(): Promise<OwnPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-crm-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { place: { file: join(folder, 'crm.db') }, remove };
}

const templates = new Map<number, Promise<string>>();

/** A seeded file per moment, made once per process: copying a file is faster than writing its rows again. */
function templateFor(now: Date): Promise<string> {
  const known = templates.get(now.getTime()) ?? seededFile(now);
  templates.set(now.getTime(), known);
  return known;
}

async function seededFile(now: Date): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-crm-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'crm.db');
  const store = await openAt(definition, { file }, { log: silent, now: () => now });
  await fillDemo(definition, store, { tenant: testTenant, now });
  await store.close();
  return file;
}
