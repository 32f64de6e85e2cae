import type { ServerCommand } from '@patchbay/core';
import type { CrmConfig } from '../../config.ts';

const flags = { 'dry-run': 'Say what would change, and change nothing.' };

const operate = () => import('./operate.ts');

/** The commands by which an operator says how a tenant works: its pipelines and its users. */
export const workspaceCommands: readonly ServerCommand<CrmConfig>[] = [
  {
    name: 'pipelines show',
    summary: 'Print the pipelines of deals as a file for `pipelines apply`.',
    run: async (setup) => (await operate()).showPipelines(setup),
  },
  {
    name: 'pipelines apply',
    summary: 'Make the pipelines of deals those of a file.',
    operands: ['file'],
    flags,
    run: async (setup) => (await operate()).applyPipelinesFile(setup),
  },
  {
    name: 'users show',
    summary: 'Print the users as a file for `users apply`.',
    run: async (setup) => (await operate()).showUsers(setup),
  },
  {
    name: 'users apply',
    summary: 'Add the users of a file, and change those that are there.',
    operands: ['file'],
    flags,
    run: async (setup) => (await operate()).applyUsersFile(setup),
  },
];
