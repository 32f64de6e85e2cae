import { expr, type SQL } from '@patchbay/storage';
import { integer, sqliteTable } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import type { CallScope } from '../deps.ts';
import type { CrmDb } from './kernel.ts';
import type { LeadPaging } from './leads-search.ts';
import { countedRows, type Total, totalOf } from './pages.ts';
import { postgresQuery, postgresWords, searchesGuarded, sqliteQuery } from './text-match.ts';

/** The columns of the ranked list below, so that pages can be cut along them. */
const ranked = sqliteTable('ranked', {
  relevance: integer('relevance').notNull(),
  lead_id: integer('lead_id').notNull(),
});

const rankedRow = z.object({ relevance: z.number(), lead_id: z.number(), matches: z.number() });

/** A search text, and the condition that its leads fulfil beside it. */
interface Ranking {
  readonly query: string;
  readonly condition: SQL | undefined;
  readonly paging: LeadPaging;
}

/**
 * Matches beyond those that a total counts are not ranked either, the newest going first: a ranking of everything would
 * take long and mean little.
 */
const rankedMatches = countedRows + 1;

/**
 * One page of the leads that match, best first, with their number: bm25 on SQLite, `ts_rank` on PostgreSQL, in whole
 * millionths. Of more than 1,000 matches the newest are ranked.
 */
export async function rankedLeads(db: CrmDb, scope: CallScope, ranking: Ranking) {
  const { paging, statement } = rankedQuery(db, scope, ranking);
  const rows = await db.all(statement, rankedRow);
  const [first] = rows;
  const total =
    first === undefined && paging.after !== undefined
      ? await countMatches(db, scope, ranking.query, ranking.condition)
      : totalOf(first?.matches ?? 0);
  return { ...paging.page(rows), ...total };
}

/** The statement of one such page. */
export function rankedQuery(db: CrmDb, scope: CallScope, { query, condition, paging: options }: Ranking) {
  const paging = db.paging({
    ...options,
    sort: { column: ranked.relevance, direction: 'desc' },
    id: ranked.lead_id,
  });
  const parts = {
    ...textOf(scope, query),
    also: condition ?? expr`1 = 1`,
    after: paging.after ?? expr`1 = 1`,
    limit: paging.limit,
  };
  return {
    paging,
    statement: db.dialect === 'sqlite' ? sqliteRanking(db, parts) : postgresRanking(db, parts),
  };
}

/** The search text as both databases want it. */
interface Text {
  readonly fts5: string | undefined;
  readonly words: SQL;
}

interface Parts extends Text {
  readonly also: SQL;
  readonly after: SQL;
  readonly limit: number;
}

function textOf(scope: CallScope, query: string): Text {
  const guarded = searchesGuarded(scope, 'leads');
  return {
    fts5: sqliteQuery(query, guarded),
    words: expr`to_tsquery('simple', ${postgresQuery(query, guarded)})`,
  };
}

/** The cross joins keep the order of the tables: the text index leads, whatever the planner thinks. */
function sqliteRanking(db: CrmDb, { fts5, also, after, limit }: Parts) {
  return db.sql`SELECT * FROM (
      SELECT CAST(-1000000 * newest.rank AS INTEGER) AS relevance, newest.lead_id AS lead_id,
        count(*) OVER () AS matches FROM (
        SELECT search_index.rank AS rank, leads.lead_id AS lead_id
        FROM search_index CROSS JOIN search_documents d CROSS JOIN leads
        WHERE search_index MATCH ${fts5} AND d.doc_id = search_index.rowid AND d.object = 'leads'
          AND leads.lead_id = d.record_id AND leads.tenant = ${db.tenant} AND ${also}
        ORDER BY search_index.rowid DESC LIMIT ${rankedMatches}
      ) AS newest
    ) AS ranked WHERE ${after} ORDER BY relevance DESC, lead_id DESC LIMIT ${limit}`;
}

/** The sum in the inner order keeps the planner from walking the key in search of rare words. */
function postgresRanking(db: CrmDb, { words, also, after, limit }: Parts) {
  return db.sql`SELECT * FROM (
      SELECT CAST(1000000 * ts_rank(newest.search_text, ${words}) AS INTEGER) AS relevance, newest.lead_id AS lead_id,
        count(*) OVER () AS matches FROM (
        SELECT leads.search_text, leads.lead_id FROM leads
        WHERE ${postgresWords('leads')} @@ ${words} AND leads.tenant = ${db.tenant} AND ${also}
        ORDER BY leads.lead_id + 0 DESC LIMIT ${rankedMatches}
      ) AS newest
    ) AS ranked WHERE ${after} ORDER BY relevance DESC, lead_id DESC LIMIT ${limit}`;
}

const counted = z.object({ matches: z.number() });

/** Counts the leads that match, up to a thousand, without gathering all of them first. */
export async function countMatches(
  db: CrmDb,
  scope: CallScope,
  query: string,
  condition: SQL | undefined,
): Promise<Total> {
  const { fts5, words } = textOf(scope, query);
  const also = condition ?? expr`1 = 1`;
  const statement =
    db.dialect === 'sqlite'
      ? db.sql`SELECT count(*) AS matches FROM (
          SELECT 1 FROM search_index CROSS JOIN search_documents d CROSS JOIN leads
          WHERE search_index MATCH ${fts5} AND d.doc_id = search_index.rowid AND d.object = 'leads'
            AND leads.lead_id = d.record_id AND leads.tenant = ${db.tenant} AND ${also}
          LIMIT ${countedRows + 1}
        ) AS matched`
      : db.sql`SELECT count(*) AS matches FROM (
          SELECT 1 FROM leads WHERE ${postgresWords('leads')} @@ ${words} AND leads.tenant = ${db.tenant} AND ${also}
          LIMIT ${countedRows + 1}
        ) AS matched`;
  const [row] = await db.all(statement, counted);
  return totalOf(row?.matches ?? 0);
}
