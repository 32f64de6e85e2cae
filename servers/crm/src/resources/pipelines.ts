import { resource } from '../tool.ts';

export const pipelines = resource({
  name: 'crm_pipelines',
  title: 'Pipelines',
  description: 'The stages of each pipeline in order, with probability and kind.',
  mimeType: 'application/json',
  uri: 'crm://pipelines',
  tool: 'get_pipeline_report',
  needs: ['reports'],
  cache: { ttlMs: 300_000, scope: 'private' },
  read: async (_variables, { deps, caller, signal }) => ({
    items: await deps.reports.stages({ caller, signal }),
  }),
});
