import { declareTables } from '@patchbay/storage';
import { orderLines, orders, products, stockMoves } from './catalog.ts';
import { duplicateKeys, duplicateLinks, duplicateMarks } from './duplicates.ts';
import { companies, contacts, leads, users } from './people.ts';
import { activities, activityLinks, deals, stageHistory, stages } from './sales.ts';

/** The tables of the CRM. */
export const crmTables = declareTables((k) => ({
  users: users(k),
  leads: leads(k),
  companies: companies(k),
  contacts: contacts(k),
  stages: stages(k),
  deals: deals(k),
  stage_history: stageHistory(k),
  activities: activities(k),
  activity_links: activityLinks(k),
  duplicate_keys: duplicateKeys(k),
  duplicate_links: duplicateLinks(k),
  duplicate_marks: duplicateMarks(k),
  products: products(k),
  orders: orders(k),
  order_lines: orderLines(k),
  stock_moves: stockMoves(k),
}));

/** The same in the types that queries are written in. */
export type CrmTables = (typeof crmTables)['sqlite'];
