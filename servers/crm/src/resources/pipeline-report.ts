import { periodCompletion } from '../completions/period.ts';
import { resource } from '../tool.ts';

export const pipelineReport = resource({
  name: 'pipeline_report',
  title: 'Pipeline report',
  description: 'The pipeline of a period in numbers, as get_pipeline_report gives it.',
  mimeType: 'application/json',
  uri: 'crm://report/pipeline/{period}',
  tool: 'get_pipeline_report',
  needs: ['reports'],
  cache: { ttlMs: 60_000, scope: 'private' },
  complete: { period: periodCompletion },
  read: ({ period = '' }, { deps, caller, signal }) =>
    deps.reports.pipeline({ period, group_by: 'stage' }, { caller, signal }),
});
