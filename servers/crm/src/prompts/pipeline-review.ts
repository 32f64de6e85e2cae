import { z } from 'zod';
import { periodCompletion } from '../completions/period.ts';
import { prompt } from '../tool.ts';

export const pipelineReview = prompt({
  name: 'pipeline_review',
  title: 'Pipeline review',
  description:
    'A review of the pipeline: the forecast with its deals, what slipped, what is stale, what to do.',
  tools: ['get_pipeline_report', 'search_crm_records'],
  input: z.object({
    period: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .default('this_quarter')
      .describe('Such as 2026-Q3 or this_quarter.'),
  }),
  complete: { period: periodCompletion },
  messages({ period }) {
    const asked = JSON.stringify(period);
    return `Review the sales pipeline for ${asked}.

1. Call get_pipeline_report with period ${asked}.
2. Call get_pipeline_report with period ${asked} and group_by "owner".
3. Call search_crm_records with object_type "deals", the deal ids behind "slipped" and "stale" as ids, and fields ["name", "stage", "amount_minor", "currency", "close_date", "owner_name"].

Then write:
- the forecast in one line per currency: won, commit, weighted, best case, each with the number of deals behind it;
- where deals get stuck: the stage with the lowest conversion, if at least five deals entered it;
- slipped deals, the largest first, each with owner and the days since its close date;
- stale deals that are worth a call, at most five;
- what differs between owners, without ranking people by a handful of deals.

Amounts are minor units: divide by 100, or by 1 for currencies without decimals. Never add currencies. Name the deal ids behind every claim. Change nothing.`;
  },
});
