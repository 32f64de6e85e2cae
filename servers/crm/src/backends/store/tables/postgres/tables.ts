import { sameRows } from '@patchbay/storage';
import type { CrmTables } from '../sqlite/tables.ts';
import { orderLines, orders, products, stockMoves } from './catalog.ts';
import { companies, contacts, leads, users } from './people.ts';
import { activities, activityLinks, deals, duplicateKeys, stageHistory, stages } from './sales.ts';

/** The same tables as PostgreSQL knows them. */
export const crmTables = {
  users,
  leads,
  companies,
  contacts,
  stages,
  deals,
  stage_history: stageHistory,
  activities,
  activity_links: activityLinks,
  duplicate_keys: duplicateKeys,
  products,
  orders,
  order_lines: orderLines,
  stock_moves: stockMoves,
} as const;

sameRows<CrmTables, typeof crmTables>();
