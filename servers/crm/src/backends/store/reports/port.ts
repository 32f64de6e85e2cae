import { validationError } from '@patchbay/core';
import { inline } from '@patchbay/schemas';
import { and, asc, eq, inArray, lte, max } from '@patchbay/storage';
import type { CallScope, Reports } from '../../../deps.ts';
import { instantText, isDay } from '../../../records/filters.ts';
import { type NumberedReport, type ReportNumber, reportNumbers } from '../../../reports/numbers.ts';
import { readPeriod } from '../../../reports/period.ts';
import { pipelineReport } from '../../../reports/pipeline-report.ts';
import type { DealRow, PipelineRows, StageMove, StageRow } from '../../../reports/rows.ts';
import { requireFilter, requireSeen, seesInFull } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { ownerNamed } from '../lookups/owners.ts';
import { allStages } from '../pipelines/stages.ts';
import { rowCondition } from '../row-condition.ts';

type Options = Parameters<Reports['pipeline']>[0];

/** The pipeline in numbers from the store. */
export function createReports(kernel: Kernel): Reports {
  return {
    pipeline: async (options, scope) => report(kernel, options, scope),
    async stages(scope) {
      requireSeen(scope, 'deals');
      return kernel.scan(scope, allStages);
    },
  };
}

/**
 * The pipeline of the deals that the caller sees. Stages as of the past are told by the history; amounts, close dates
 * and probabilities have none and are today's.
 */
function report(kernel: Kernel, options: Options, scope: CallScope): Promise<NumberedReport> {
  requireSeen(scope, 'deals');
  if (options.owner_id !== undefined || options.group_by === 'owner')
    requireFilter(scope, 'deals', 'owner_id');
  const now = kernel.now();
  const period = readPeriod(options.period, now);
  const as_of = instantOf(options.as_of, now);
  return kernel.scan(scope, async (db) => {
    const { owner_id: asked } = options;
    const owner_id = asked === undefined ? undefined : await ownerNamed(db, scope, 'deals', asked);
    const { rows, owners } = await pipelineRows(db, scope, owner_id, as_of);
    const numbersOf = (of: PipelineRows) => reportNumbers(pipelineReport(of, { period, as_of }));
    const common = {
      period: `${period.from}..${period.to}`,
      as_of,
      ...(owner_id !== undefined && { owner_id }),
      ...(seesInFull(scope, 'deals', 'amount_minor') ? {} : { amounts: 'hidden from your role' }),
    };
    if (options.group_by === 'stage') return { ...common, numbers: numbersOf(rows) };
    return { ...common, numbers: await ownerNumbers(db, rows, owners, numbersOf) };
  });
}

function instantOf(text: string | undefined, now: Date): string {
  if (text === undefined) return now.toISOString();
  const at = isDay(text) ? `${text}T23:59:59.999Z` : instantText(text);
  if (at !== undefined && at <= now.toISOString()) return at;
  // today is not over yet
  if (at !== undefined && text === now.toISOString().slice(0, 10)) return now.toISOString();
  throw validationError('as_of: must be a day, YYYY-MM-DD, or an RFC 3339 time, and not in the future.', {
    hint: 'Leave as_of out for now.',
  });
}

interface Loaded {
  readonly rows: PipelineRows;
  /** Owner by deal. */
  readonly owners: ReadonlyMap<string, string | null>;
}

async function pipelineRows(
  db: CrmDb,
  scope: CallScope,
  owner_id: string | undefined,
  as_of: string,
): Promise<Loaded> {
  const { deals } = db.tables;
  const seesAmounts = seesInFull(scope, 'deals', 'amount_minor');
  const stored = await db
    .select()
    .from(deals)
    .where(
      and(
        rowCondition(db, scope, 'deals', deals),
        owner_id === undefined ? undefined : eq(deals.owner_id, owner_id),
      ),
    )
    .orderBy(asc(deals.created_at), asc(deals.deal_id));
  const moves = await movesOf(db, new Set(stored.map(({ deal_id }) => deal_id)));
  const lastActivity = await lastActivities(db, scope, as_of);
  const stageAt = stagesAsOf(moves, as_of);
  const rows = stored.map((deal): DealRow => {
    const stage_id = stageAt.get(deal.deal_id) ?? deal.stage_id;
    return {
      deal_id: deal.deal_id,
      stage_id,
      amount_minor: seesAmounts ? deal.amount_minor : null,
      currency: seesAmounts ? deal.currency : null,
      probability: stage_id === deal.stage_id ? deal.probability : null,
      close_date: deal.close_date,
      created_at: deal.created_at,
      last_activity_at: lastActivity.get(deal.deal_id) ?? null,
    };
  });
  return {
    rows: { stages: (await allStages(db)).map(stageRow), deals: rows, moves },
    owners: new Map(stored.map(({ deal_id, owner_id: owner }) => [deal_id, owner])),
  };
}

function stageRow({ kind, ...stage }: Awaited<ReturnType<typeof allStages>>[number]): StageRow {
  return { ...stage, kind: kind === 'won' || kind === 'lost' ? kind : 'open' };
}

async function movesOf(db: CrmDb, deals: ReadonlySet<string>): Promise<readonly StageMove[]> {
  const { stage_history } = db.tables;
  const rows = await db
    .select({
      deal_id: stage_history.record_id,
      from_stage: stage_history.from_stage,
      to_stage: stage_history.to_stage,
      at: stage_history.at,
    })
    .from(stage_history)
    .where(eq(stage_history.object, 'deals'));
  return rows.filter(({ deal_id }) => deals.has(deal_id));
}

/** The stage of each deal at an instant: where its last move before had taken it. */
function stagesAsOf(moves: readonly StageMove[], as_of: string): ReadonlyMap<string, string> {
  const last = new Map<string, StageMove>();
  for (const move of moves) {
    const known = last.get(move.deal_id);
    if (move.at <= as_of && (known === undefined || follows(move, known))) last.set(move.deal_id, move);
  }
  return new Map([...last].map(([deal_id, { to_stage }]) => [deal_id, to_stage]));
}

/** Of two moves at one instant, the one that begins where the other ends comes after it. */
function follows(move: StageMove, known: StageMove): boolean {
  return move.at === known.at ? move.from_stage === known.to_stage : move.at > known.at;
}

async function lastActivities(
  db: CrmDb,
  scope: CallScope,
  as_of: string,
): Promise<ReadonlyMap<string, string>> {
  const { activities, activity_links } = db.tables;
  const rows = await db
    .select({ deal_id: activity_links.record_id, at: max(activities.occurred_at) })
    .from(activity_links)
    .innerJoin(activities, eq(activities.activity_id, activity_links.activity_id))
    .where(
      and(
        eq(activity_links.object, 'deals'),
        lte(activities.occurred_at, as_of),
        rowCondition(db, scope, 'activities', activities),
      ),
    )
    .groupBy(activity_links.record_id);
  return new Map(rows.flatMap(({ deal_id, at }) => (at === null ? [] : [[deal_id, at]])));
}

const ownerFigures = [
  'forecast: weighted',
  'forecast: commit',
  'won in period',
  'win rate',
  'slipped',
  'stale',
];

/** The numbers by which owners are compared, for each of them. */
async function ownerNumbers(
  db: CrmDb,
  rows: PipelineRows,
  owners: ReadonlyMap<string, string | null>,
  numbersOf: (rows: PipelineRows) => readonly ReportNumber[],
): Promise<readonly ReportNumber[]> {
  const { users } = db.tables;
  const ids = [...new Set(owners.values())].filter((id) => id !== null);
  const named = ids.length === 0 ? [] : await db.select().from(users).where(inArray(users.user_id, ids));
  const names = new Map(named.map(({ user_id, name }) => [user_id, name]));
  return [...ids.sort(), null].flatMap((owner) => {
    const isTheirs = (deal_id: string) => (owners.get(deal_id) ?? null) === owner;
    const theirs = {
      stages: rows.stages,
      deals: rows.deals.filter(({ deal_id }) => isTheirs(deal_id)),
      moves: rows.moves.filter(({ deal_id }) => isTheirs(deal_id)),
    };
    if (theirs.deals.length === 0) return [];
    const who = owner === null ? 'nobody' : `${inline(names.get(owner) ?? 'unknown')} (${owner})`;
    return numbersOf(theirs)
      .filter(({ name }) => ownerFigures.includes(name))
      .map((number) => ({ ...number, name: `${who}: ${number.name}` }));
  });
}
