import type { ServerSetup } from '@patchbay/core';
import type { PlaceholderConfig } from '../../config.ts';
import type { PlaceholderDeps } from '../../deps.ts';

/** Builds the ports of the placeholder server: entries in memory, for a start. */
export function createPlaceholderDeps({ config }: ServerSetup<PlaceholderConfig>): PlaceholderDeps {
  const texts = new Map([['first', `${config.PLACEHOLDER_GREETING}, world.`]]);
  return {
    ports: {
      entries: {
        async find(id, { signal }) {
          signal.throwIfAborted();
          const text = texts.get(id);
          return text === undefined ? undefined : { entry_id: id, text };
        },
      },
    },
    health: async () => [{ name: 'entries', status: 'up', required: true }],
    close: async () => {},
  };
}
