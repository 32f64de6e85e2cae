import { ConfigurationError, type ServerCommand } from '@patchbay/core';
import type { Tables } from '../tables.ts';
import type { StoreDefinition } from './definition.ts';
import type { AnyConfig } from './settings.ts';

/** What the commands are told of a server. */
export interface StoreCommandsOptions {
  /** Says in a sentence that the configuration asks for another backend than the store; undefined where it does not. */
  otherBackend?(config: AnyConfig): string | undefined;
}

/**
 * The commands of every stored server: `backup <file>` and `restore <file>`.
 *
 * A server with more backends says when the store is not the one in use: both are refused then.
 */
export function storeCommands<T extends Tables>(
  definition: StoreDefinition<T>,
  { otherBackend }: StoreCommandsOptions = {},
): readonly ServerCommand<AnyConfig>[] {
  const archive = (config: AnyConfig) => {
    const refusal = otherBackend?.(config);
    if (refusal !== undefined) throw new ConfigurationError(refusal);
    return import('./archive.ts');
  };
  return [
    {
      name: 'backup',
      summary: 'Copy the data of this server to a file, while it runs.',
      operands: ['file'],
      flags: { force: 'Replace a file that is there already.' },
      run: async (setup) => (await archive(setup.config)).backup(definition, setup),
    },
    {
      name: 'restore',
      summary: 'Put the data of a backup in the place of what is there.',
      operands: ['file'],
      run: async (setup) => (await archive(setup.config)).restore(definition, setup),
    },
  ];
}
