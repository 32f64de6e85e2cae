import type { ServerCommand } from '@patchbay/core';
import type { Tables } from '../tables.ts';
import type { StoreDefinition } from './definition.ts';
import type { AnyConfig } from './settings.ts';

/** The commands of every stored server: `backup <file>` and `restore <file>`. */
export function storeCommands<T extends Tables>(
  definition: StoreDefinition<T>,
): readonly ServerCommand<AnyConfig>[] {
  return [
    {
      name: 'backup',
      summary: 'Copy the data of this server to a file, while it runs.',
      operands: ['file'],
      flags: { force: 'Replace a file that is there already.' },
      run: async (setup) => (await import('./archive.ts')).backup(definition, setup),
    },
    {
      name: 'restore',
      summary: 'Put the data of a backup in the place of what is there.',
      operands: ['file'],
      run: async (setup) => (await import('./archive.ts')).restore(definition, setup),
    },
  ];
}
