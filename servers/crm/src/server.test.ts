import { serverContract, testSetup } from '@patchbay/testkit';
import { crmConfig } from './config.ts';
import { server } from './server.ts';

serverContract(server, {
  stillOpen: [
    'add_product',
    'batch_upsert_records',
    'convert_lead',
    'create_lead',
    'create_order',
    'get_lead_details',
    'log_activity',
    'merge_records',
    'query_products',
    'search_crm_records',
    'search_leads',
    'update_lead_status',
    'update_stock',
  ],
  createDeps: () => server.createDeps(testSetup(crmConfig.parse({}), { demo: true })),
});
