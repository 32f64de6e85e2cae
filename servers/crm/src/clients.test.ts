import { fileURLToPath } from 'node:url';
import { clientMatrix } from '@patchbay/testkit';
import { server } from './server.ts';

clientMatrix(
  server,
  fileURLToPath(new URL('bin.ts', import.meta.url)),
  {
    success: {
      tool: 'search_leads',
      args: {
        status_filter: 'negotiation',
        sort: 'score',
        fields: ['lead_id', 'name', 'status'],
        limit: 100,
      },
    },
    failure: { tool: 'get_lead_details', args: { lead_id: 999_999 }, code: 'not_found' },
    resource: 'database://users',
    prompt: { name: 'lead_qualification', args: { lead_id: '1' } },
    completion: { ref: { type: 'ref/prompt', name: 'daily_brief' }, name: 'owner', value: 'user-' },
  },
  { demo: true },
);
