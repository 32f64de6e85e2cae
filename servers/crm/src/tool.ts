import { completionFor, promptFor, resourceFor, toolFor } from '@patchbay/core';
import type { CrmDeps } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<CrmDeps>();
/** Declares a resource of this server. */
export const resource = resourceFor<CrmDeps>();
/** Declares a prompt of this server. */
export const prompt = promptFor<CrmDeps>();
/** Declares a completion of this server. */
export const completion = completionFor<CrmDeps>();
