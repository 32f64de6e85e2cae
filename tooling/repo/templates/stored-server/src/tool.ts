import { resourceFor, toolFor } from '@patchbay/core';
import type { PlaceholderPorts } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<PlaceholderPorts>();
/** Declares a resource of this server. */
export const resource = resourceFor<PlaceholderPorts>();
