import { healthTool } from '@patchbay/storage/tools';
import { tool } from '../tool.ts';

export const crmHealthCheck = tool(
  healthTool({ name: 'crm_health_check', title: 'Check CRM server health', toolset: 'sales' }),
);
