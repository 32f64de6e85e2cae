import { toolFor } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import type { PartStatus } from '../server/status.ts';

/** What differs between the health tools of servers. */
export interface HealthToolOptions {
  /** With the server's noun: `notes_health_check`. */
  readonly name: string;
  readonly title: string;
  readonly toolset?: string;
}

const part = z.object({ name: z.string(), status: z.string(), detail: ownText.optional() });

/** Ports that tell how they are. */
export interface StatusPorts {
  /** What kind of backend answers. */
  readonly backend: string;
  status(): Promise<readonly PartStatus[]>;
}

/**
 * The tool that says how a server and what stands behind it are, part by part.
 *
 * @example
 * export const notesHealthCheck = tool(healthTool({ name: 'notes_health_check', title: 'Check notes server health' }));
 */
export function healthTool({ name, title, toolset = 'core' }: HealthToolOptions) {
  const definition = toolFor<StatusPorts>()({
    name,
    title,
    description: 'State of this server and of the store behind it, when calls fail.',
    access: 'read',
    toolset,
    openWorld: false,
    input: z.object({}),
    example: {},
    output: z.object({ status: z.string(), backend: z.string(), parts: z.array(part) }),
    async handler(_input, { deps }) {
      const parts = [...(await deps.status())];
      const worst = (['down', 'degraded', 'unknown'] as const).find((status) =>
        parts.some((one) => one.status === status),
      );
      return { status: worst ?? 'up', backend: deps.backend, parts };
    },
    render: ({ status, backend, parts }) =>
      [`Status ${status}, backend ${backend}.`, ...parts.map(partLine)].join('\n'),
  });
  return { ...definition, needs: ['backend', 'status'] as const };
}

function partLine({ name, status, detail }: z.output<typeof part>): string {
  return `${name}: ${status}${detail === undefined ? '' : `, ${detail}`}`;
}
