import { countedRows, expr, type SQL, totalOf } from '@patchbay/storage';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { z } from 'zod';
import type { CallScope, LeadSearch } from '../../../deps.ts';
import type { CrmDb } from '../kernel.ts';
import { postgresQuery, postgresWords, searchesGuarded, sqliteQuery } from '../search/text-match.ts';
import type { LeadPaging } from './paging.ts';

/** The columns of the list of matches below, so that pages can be cut along them. */
const matched = sqliteTable('matched', {
  relevance: integer('relevance').notNull(),
  updated_at: text('updated_at').notNull(),
  created_at: text('created_at').notNull(),
  score: integer('score').notNull(),
  lead_id: integer('lead_id').notNull(),
});

const matchedRow = z.looseObject({ lead_id: z.number(), matches: z.number() });

/** A search text with its order, and the condition that its leads fulfil beside it. */
interface Matching {
  readonly query: string;
  readonly sort: LeadSearch['sort'];
  readonly condition: SQL | undefined;
  readonly paging: LeadPaging;
}

/**
 * Matches beyond those that a total counts are not ranked either, the newest going first: a ranking of everything would
 * take long and mean little.
 */
const rankedMatches = countedRows + 1;

/**
 * One page of the leads that match, with their number, in one statement. By relevance they come best first: bm25 on
 * SQLite, `ts_rank` on PostgreSQL, in whole millionths; of more than 1,000 matches the newest are ranked.
 */
export async function matchingLeads(db: CrmDb, scope: CallScope, matching: Matching) {
  const { paging, statement } = matchingQuery(db, scope, matching);
  const rows = await db.all(statement, matchedRow);
  const [first] = rows;
  // a page behind the last match says nothing of the others
  const counted = first ?? (paging.after && (await firstMatch(db, scope, matching)));
  return { ...paging.page(rows), ...totalOf(counted?.matches ?? 0) };
}

async function firstMatch(db: CrmDb, scope: CallScope, matching: Matching) {
  const paging = { ...matching.paging, limit: 1, cursor: undefined };
  const [first] = await db.all(matchingQuery(db, scope, { ...matching, paging }).statement, matchedRow);
  return first;
}

/** The statement of one such page. */
export function matchingQuery(
  db: CrmDb,
  scope: CallScope,
  { query, sort, condition, paging: page }: Matching,
) {
  const paging = db.paging({
    ...page,
    sort: { column: matched[sort], direction: 'desc' },
    id: matched.lead_id,
  });
  const parts = {
    ...textOf(scope, query),
    sort,
    also: condition ?? expr`1 = 1`,
    after: paging.after ?? expr`1 = 1`,
    order: paging.orderBy.reduce((list, next) => expr`${list}, ${next}`),
    limit: paging.limit,
  };
  return {
    paging,
    statement: db.dialect === 'sqlite' ? sqliteMatches(db, parts) : postgresMatches(db, parts),
  };
}

/** The search text as both databases want it. */
interface Text {
  readonly fts5: string | undefined;
  readonly words: SQL | undefined;
}

interface Parts extends Text {
  readonly sort: LeadSearch['sort'];
  readonly also: SQL;
  readonly after: SQL;
  readonly order: SQL;
  readonly limit: number;
}

function textOf(scope: CallScope, query: string): Text {
  const guarded = searchesGuarded(scope, 'leads');
  return {
    fts5: sqliteQuery('leads', query, guarded),
    words: postgresQuery('leads', query, guarded),
  };
}

/** The column that a list is sorted by, under its own name. */
function sortedBy(sort: Exclude<LeadSearch['sort'], 'relevance'>): SQL {
  switch (sort) {
    case 'updated_at':
      return expr`leads.updated_at AS updated_at`;
    case 'created_at':
      return expr`leads.created_at AS created_at`;
    case 'score':
      return expr`leads.score AS score`;
  }
}

/** The cross joins keep the order of the tables: the text index leads, whatever the planner thinks. */
function sqliteMatches(db: CrmDb, { fts5, sort, also, after, order, limit }: Parts) {
  if (sort !== 'relevance')
    return db.sql`SELECT * FROM (
        SELECT ${sortedBy(sort)}, leads.lead_id AS lead_id, count(*) OVER () AS matches
        FROM search_index CROSS JOIN search_documents d CROSS JOIN leads
        WHERE search_index MATCH ${fts5} AND d.doc_id = search_index.rowid AND d.object = 'leads'
          AND leads.lead_id = d.record_id AND leads.tenant = ${db.tenant} AND ${also}
      ) AS matched WHERE ${after} ORDER BY ${order} LIMIT ${limit}`;
  return db.sql`SELECT * FROM (
      SELECT CAST(-1000000 * newest.rank AS INTEGER) AS relevance, newest.lead_id AS lead_id,
        count(*) OVER () AS matches FROM (
        SELECT search_index.rank AS rank, leads.lead_id AS lead_id
        FROM search_index CROSS JOIN search_documents d CROSS JOIN leads
        WHERE search_index MATCH ${fts5} AND d.doc_id = search_index.rowid AND d.object = 'leads'
          AND leads.lead_id = d.record_id AND leads.tenant = ${db.tenant} AND ${also}
        ORDER BY search_index.rowid DESC LIMIT ${rankedMatches}
      ) AS newest
    ) AS matched WHERE ${after} ORDER BY ${order} LIMIT ${limit}`;
}

/**
 * In the order of a column the planner may walk its index until frequent words fill the page, so the count, which would
 * make it gather all, stands apart. The sum in the order of relevance keeps it from walking the key in search of rare
 * words.
 */
function postgresMatches(db: CrmDb, { words, sort, also, after, order, limit }: Parts) {
  if (sort !== 'relevance')
    return db.sql`SELECT * FROM (
        SELECT ${sortedBy(sort)}, leads.lead_id AS lead_id, (
          SELECT count(*) FROM (
            SELECT 1 FROM leads
            WHERE ${postgresWords('leads')} @@ ${words} AND leads.tenant = ${db.tenant} AND ${also}
            LIMIT ${countedRows + 1}
          ) AS counted
        ) AS matches FROM leads
        WHERE ${postgresWords('leads')} @@ ${words} AND leads.tenant = ${db.tenant} AND ${also}
      ) AS matched WHERE ${after} ORDER BY ${order} LIMIT ${limit}`;
  return db.sql`SELECT * FROM (
      SELECT CAST(1000000 * ts_rank(newest.search_text, ${words}) AS INTEGER) AS relevance, newest.lead_id AS lead_id,
        count(*) OVER () AS matches FROM (
        SELECT leads.search_text, leads.lead_id FROM leads
        WHERE ${postgresWords('leads')} @@ ${words} AND leads.tenant = ${db.tenant} AND ${also}
        ORDER BY leads.lead_id + 0 DESC LIMIT ${rankedMatches}
      ) AS newest
    ) AS matched WHERE ${after} ORDER BY ${order} LIMIT ${limit}`;
}
