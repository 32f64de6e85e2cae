import { toolFor } from '@patchbay/core';
import type { PlaceholderDeps } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<PlaceholderDeps>();
