import { isBag } from '@patchbay/schemas';
import type { z } from 'zod';

/** Arguments that clients add to every call by themselves; a user of one of them can neither see nor leave them out. */
const injected = [
  // n8n's MCP client tool, for its agents
  'toolCallId',
  'sessionId',
  'chatInput',
  'action',
  'tool',
  // Cline, with its list of what is left to do
  'task_progress',
] as const;

/** Takes away what a client added to the arguments, except for names that the tool declares. */
export function withoutInjected(schema: z.ZodObject): (input: unknown) => unknown {
  const foreign = new Set<string>(injected.filter((name) => !Object.hasOwn(schema.shape, name)));
  return (input) => {
    if (!isBag(input)) return input;
    for (const name of foreign)
      if (Object.hasOwn(input, name))
        return Object.fromEntries(Object.entries(input).filter(([key]) => !foreign.has(key)));
    return input;
  };
}
