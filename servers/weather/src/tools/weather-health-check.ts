import { z } from 'zod';
import { healthReport } from '../answers/health-report.ts';
import { tool } from '../tool.ts';

const upstream = z.object({
  name: z.string(),
  status: z.string(),
  circuit: z.string(),
  last_success_at: z.string().optional(),
  cache_hit_rate: z.number().nullable(),
});

const quotaWindow = z.object({
  window: z.string(),
  used: z.number(),
  left: z.number(),
  resets_at: z.string(),
});

export const weatherHealthCheck = tool({
  name: 'weather_health_check',
  title: 'Check weather server health',
  description:
    'State of this server when calls fail or are refused: each data source with circuit and cache, and the request quota used and left by minute, hour and day.',
  access: 'read',
  toolset: 'core',
  input: z.object({}),
  example: {},
  output: z.object({
    status: z.string(),
    provider: z.string(),
    upstreams: z.array(upstream),
    quota: z.array(quotaWindow),
  }),
  handler: (_input, { deps }) => healthReport(deps.status),
  render: ({ status, provider, upstreams, quota }) =>
    [`Status ${status}, provider ${provider}.`, ...upstreams.map(upstreamLine), ...quota.map(quotaLine)].join(
      '\n',
    ),
});

function upstreamLine(of: z.output<typeof upstream>): string {
  const { name, status, circuit, last_success_at, cache_hit_rate } = of;
  const rate = cache_hit_rate === null ? 'cache unused' : `cache hit rate ${cache_hit_rate}`;
  const last = last_success_at === undefined ? 'no answer yet' : `last answer ${last_success_at}`;
  return `${name}: ${status}, circuit ${circuit}, ${last}, ${rate}`;
}

function quotaLine({ window, used, left, resets_at }: z.output<typeof quotaWindow>): string {
  return `Quota per ${window}: ${used} used, ${left} left, resets ${resets_at}`;
}
