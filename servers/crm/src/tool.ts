import { completionFor, promptFor, resourceFor, toolFor } from '@patchbay/core';
import type { CrmPorts } from './deps.ts';

/** Declares a tool of this server. */
export const tool = toolFor<CrmPorts>();
/** Declares a resource of this server. */
export const resource = resourceFor<CrmPorts>();
/** Declares a prompt of this server. */
export const prompt = promptFor<CrmPorts>();
/** Declares a completion of this server. */
export const completion = completionFor<CrmPorts>();
