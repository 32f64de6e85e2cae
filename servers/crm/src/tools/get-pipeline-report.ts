import { identifier, ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { reportNumberSchema, reportText } from '../reports/text.ts';
import { tool } from '../tool.ts';

export const getPipelineReport = tool({
  name: 'get_pipeline_report',
  title: 'Pipeline report',
  description: 'Stages, forecast, velocity, conversion, slipped and stale deals, each number with its deals.',
  access: 'read',
  toolset: 'sales',
  needs: ['reports'],
  openWorld: false,
  input: z.object({
    period: z
      .string()
      .max(60)
      .default('this_quarter')
      .describe('2026, 2026-Q3, 2026-07, from..to or last_month.'),
    owner_id: identifier(100).optional().describe('Id, name or me.'),
    group_by: z.enum(['stage', 'owner']).default('stage').describe('Grouping.'),
    as_of: z.string().max(40).optional().describe('Day or time; default now.'),
  }),
  example: { period: '2026-Q3' },
  output: z.object({
    period: ownText,
    as_of: z.string(),
    owner_id: z.string().optional(),
    amounts: ownText.optional(),
    numbers: z.array(reportNumberSchema),
  }),
  async handler(options, { deps, caller, signal }) {
    const report = await deps.reports.pipeline(options, { caller, signal });
    const numbers = report.numbers.map(({ deal_ids, ...number }) => ({ ...number, deal_ids: [...deal_ids] }));
    return { ...report, numbers };
  },
  render: reportText,
});
