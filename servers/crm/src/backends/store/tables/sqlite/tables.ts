import { orderLines, orders, products, stockMoves } from './catalog.ts';
import { companies, contacts, leads, users } from './people.ts';
import { activities, activityLinks, deals, duplicateKeys, stageHistory, stages } from './sales.ts';

/** The tables of the CRM as SQLite knows them; queries are written against these. */
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

/** The tables of the CRM. */
export type CrmTables = typeof crmTables;
