import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type CommandSetup, ConfigurationError } from '@patchbay/core';
import { openConfigured, storeSettings } from '@patchbay/storage';
import type { CrmConfig } from '../../config.ts';
import { pipelinesFile, planText } from '../../pipelines/plan.ts';
import { readPipelines } from '../../pipelines/read-file.ts';
import { policy } from '../../policy.ts';
import { readUsers, usersFile } from '../../users/read-file.ts';
import { createKernel, type Kernel } from './kernel.ts';
import { applyPipelines, refusalOf } from './pipelines/apply.ts';
import { allStages } from './pipelines/stages.ts';
import { store as definition } from './store.ts';
import { allUsers, applyUsers } from './users/apply.ts';

type Setup = CommandSetup<CrmConfig>;

/** The pipelines of the tenant, as a file. */
export function showPipelines(setup: Setup): Promise<string> {
  return inStore(setup, ({ read }, scope) => read(scope, async (db) => pipelinesFile(await allStages(db))));
}

/** Applies a file of pipelines. @throws ConfigurationError with all that is wrong with it. */
export async function applyPipelinesFile(setup: Setup): Promise<string> {
  const wanted = readPipelines(await textOf(setup));
  if ('problems' in wanted) throw new ConfigurationError(refusalOf(wanted.problems));
  return applied(setup, (kernel, scope) =>
    kernel.write(scope, async (db) =>
      planText(await applyPipelines(kernel, db, wanted.value, scope.caller.id)),
    ),
  );
}

/** The users of the tenant, as a file. */
export function showUsers(setup: Setup): Promise<string> {
  return inStore(setup, ({ read }, scope) => read(scope, async (db) => usersFile(await allUsers(db))));
}

/** Applies a file of users. @throws ConfigurationError with all that is wrong with it. */
export async function applyUsersFile(setup: Setup): Promise<string> {
  const wanted = readUsers(await textOf(setup), policy.roles);
  if ('problems' in wanted) throw new ConfigurationError(refusalOf(wanted.problems));
  return applied(setup, (kernel, scope) =>
    kernel.write(scope, (db) => applyUsers(db, wanted.value, kernel.timestamp())),
  );
}

interface OperatorScope {
  readonly caller: { readonly id: string; readonly tenant: string };
  readonly tool: string;
  readonly dryRun: boolean;
}

async function applied(
  setup: Setup,
  work: (kernel: Kernel, scope: OperatorScope) => Promise<readonly string[]>,
): Promise<string> {
  const lines = await inStore(setup, work);
  const { tenant } = storeSettings('crm', setup.config);
  if (lines.length === 0) return `Nothing to change in tenant ${tenant}.`;
  const heading = setup.flags.has('dry-run') ? 'Would change' : 'Changed';
  return [`${heading} in tenant ${tenant}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

async function inStore<Result>(
  setup: Setup,
  work: (kernel: Kernel, scope: OperatorScope) => Promise<Result>,
): Promise<Result> {
  const { config, flags: given } = setup;
  if (config.CRM_BACKEND === 'rest') {
    throw new ConfigurationError(
      'The data of this server is in the lead API (CRM_BACKEND=rest), which has its own.',
    );
  }
  const now = () => new Date();
  const store = await openConfigured(definition, setup, now);
  const settings = {
    default_country: config.CRM_DEFAULT_COUNTRY,
    default_currency: config.CRM_DEFAULT_CURRENCY,
  };
  const { tenant } = storeSettings('crm', config);
  try {
    return await work(createKernel(store, settings, now), {
      caller: { id: 'operator', tenant },
      tool: 'command line',
      dryRun: given.has('dry-run'),
    });
  } finally {
    await store.close();
  }
}

const maxBytes = 1_000_000;

/** @throws ConfigurationError that names the file, for one that cannot be read or is far too large. */
async function textOf({ operands, directory }: Setup): Promise<string> {
  const file = resolve(directory, operands[0] ?? '');
  const facts = await stat(file).catch(() => undefined);
  if (facts === undefined) throw new ConfigurationError(`There is no file ${file}, or it cannot be read.`);
  if (!facts.isFile()) throw new ConfigurationError(`${file} is no regular file.`);
  if (facts.size > maxBytes) throw new ConfigurationError(`${file} has more than ${maxBytes} bytes.`);
  const handle = await open(file).catch(() => undefined);
  if (handle === undefined) throw new ConfigurationError(`${file} cannot be read; check its permissions.`);
  try {
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}
