import type { ServerDeps } from '@patchbay/core';

/** Ports of every name, so that no definition lacks one that it needs; nothing can be done with them. */
const everyPort = new Proxy({}, { get: (_target, key) => (key === 'then' ? undefined : {}) });

/** What a server runs on in calls that must be refused before they reach any port. */
export const idle: ServerDeps = { ports: everyPort, health: async () => [], close: async () => {} };
