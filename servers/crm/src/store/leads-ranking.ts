import { expr, type SQL } from '@patchbay/storage';
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import type { CallScope } from '../deps.ts';
import type { CrmDb } from './kernel.ts';
import type { LeadPaging } from './leads-search.ts';
import { postgresDocument, postgresQuery, searchesGuarded, sqliteQuery } from './text-match.ts';

/** The columns of the ranked list below, so that pages can be cut along them. */
const ranked = sqliteTable('ranked', {
  relevance: integer('relevance').notNull(),
  lead_id: integer('lead_id').notNull(),
});

const rankedRow = z.object({ relevance: z.number(), lead_id: z.number() });

/** A search text with the condition that its leads fulfil. */
interface Ranking {
  readonly query: string;
  readonly condition: SQL | undefined;
  readonly paging: LeadPaging;
}

/** One page of the leads that match, best first: bm25 on SQLite, `ts_rank` on PostgreSQL, in whole millionths. */
export async function rankedLeads(db: CrmDb, scope: CallScope, ranking: Ranking) {
  const { paging, statement } = rankedQuery(db, scope, ranking);
  return paging.page(await db.all(statement, rankedRow));
}

/** The statement of one such page. */
export function rankedQuery(db: CrmDb, scope: CallScope, { query, condition, paging: options }: Ranking) {
  const paging = db.paging({
    ...options,
    sort: { column: ranked.relevance, direction: 'desc' },
    id: ranked.lead_id,
  });
  const parts = {
    query,
    guarded: searchesGuarded(scope, 'leads'),
    condition: condition ?? expr`1 = 1`,
    after: paging.after ?? expr`1 = 1`,
    limit: paging.limit,
  };
  return {
    paging,
    statement: db.dialect === 'sqlite' ? sqliteRanking(db, parts) : postgresRanking(db, parts),
  };
}

interface Parts {
  readonly query: string;
  readonly guarded: boolean;
  readonly condition: SQL;
  readonly after: SQL;
  readonly limit: number;
}

function sqliteRanking(db: CrmDb, { query, guarded, condition, after, limit }: Parts) {
  const { leads } = db.tables;
  return db.sql`SELECT * FROM (
      SELECT CAST(-1000000 * search_index.rank AS INTEGER) AS relevance, leads.lead_id AS lead_id
      FROM search_index
      JOIN search_documents d ON d.doc_id = search_index.rowid
      JOIN ${leads} ON leads.lead_id = d.record_id
      WHERE search_index MATCH ${sqliteQuery(query, guarded)}
        AND d.object = 'leads' AND leads.tenant = ${db.tenant} AND ${condition}
    ) AS ranked WHERE ${after} ORDER BY relevance DESC, lead_id DESC LIMIT ${limit}`;
}

function postgresRanking(db: CrmDb, { query, guarded, condition, after, limit }: Parts) {
  const { leads } = db.tables;
  const words = expr`to_tsquery('simple', ${postgresQuery(query, guarded)})`;
  return db.sql`SELECT * FROM (
      SELECT CAST(1000000 * ts_rank(${postgresDocument(db, 'leads')}, ${words}) AS INTEGER) AS relevance,
        leads.lead_id AS lead_id
      FROM ${leads} WHERE leads.tenant = ${db.tenant} AND ${condition}
    ) AS ranked WHERE ${after} ORDER BY relevance DESC, lead_id DESC LIMIT ${limit}`;
}
