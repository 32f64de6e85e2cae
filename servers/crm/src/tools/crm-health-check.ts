import { z } from 'zod';
import { tool } from '../tool.ts';

const part = z.object({ name: z.string(), status: z.string(), detail: z.string().optional() });

export const crmHealthCheck = tool({
  name: 'crm_health_check',
  title: 'Check CRM server health',
  description: 'State of this server and of the store behind it, when calls fail.',
  access: 'read',
  toolset: 'sales',
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

function partLine({ name, status, detail }: z.output<typeof part>): string {
  return `${name}: ${status}${detail === undefined ? '' : `, ${detail}`}`;
}
