import { z } from 'zod';
import { healthReport } from '../domain/health-report.ts';
import { tool } from '../tool.ts';

const upstream = z.object({
  name: z.string(),
  status: z.string(),
  circuit: z.string(),
  last_success_at: z.string().optional(),
  cache_entries: z.int(),
  cache_hit_rate: z.number().nullable(),
});

const quotaWindow = z.object({
  window: z.string(),
  used: z.number(),
  left: z.number(),
  limit: z.number(),
  resets_at: z.string(),
});

export const weatherHealthCheck = tool({
  name: 'weather_health_check',
  title: 'Check weather server health',
  description:
    'State of this server: each data source with its circuit and cache, and the request quota used and left by minute, hour and day. Use it when calls fail or are refused.',
  access: 'read',
  toolset: 'core',
  input: z.object({}),
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
  const { name, status, circuit, last_success_at, cache_entries, cache_hit_rate } = of;
  const rate = cache_hit_rate === null ? 'no reads yet' : `hit rate ${cache_hit_rate}`;
  const last = last_success_at === undefined ? 'no answer yet' : `last answer ${last_success_at}`;
  return `${name}: ${status}, circuit ${circuit}, ${last}, cache ${cache_entries} entries, ${rate}`;
}

function quotaLine({ window, used, left, limit, resets_at }: z.output<typeof quotaWindow>): string {
  return `Quota per ${window}: ${used} used, ${left} left of ${limit}, resets ${resets_at}`;
}
