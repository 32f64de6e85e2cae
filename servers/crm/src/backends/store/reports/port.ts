import { validationError } from '@patchbay/core';
import { inline } from '@patchbay/schemas';
import { inArray } from '@patchbay/storage';
import type { CallScope, Reports } from '../../../deps.ts';
import { instantText, isDay } from '../../../records/filters.ts';
import {
  type NumberedReport,
  overdueName,
  type ReportNumber,
  reportNumbers,
} from '../../../reports/numbers.ts';
import { readPeriod } from '../../../reports/period.ts';
import type { PipelineQuestion } from '../../../reports/rows.ts';
import { beginTally, type Tally } from '../../../reports/tally.ts';
import { requireFilter, requireSeen, seesInFull } from '../../gate.ts';
import type { CrmDb, Kernel } from '../kernel.ts';
import { ownerNamed } from '../lookups/owners.ts';
import { allStages } from '../pipelines/stages.ts';
import { type DealsAsked, dealsOf } from './deals.ts';

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
  const question = { period, as_of };
  const seesAmounts = seesInFull(scope, 'deals', 'amount_minor');
  return kernel.scan(scope, async (db) => {
    const { owner_id: named } = options;
    const owner_id = named === undefined ? undefined : await ownerNamed(db, scope, 'deals', named);
    const asked = { owner_id, as_of };
    const numbers =
      options.group_by === 'owner'
        ? await ownerNumbers(db, scope, asked, question)
        : await allNumbers(db, scope, asked, {
            ...question,
            // a report of nothing says so in some currency
            currencies: seesAmounts ? [kernel.settings.default_currency] : [],
          });
    return {
      period: `${period.from}..${period.to}`,
      as_of,
      ...(owner_id !== undefined && { owner_id }),
      ...(seesAmounts ? {} : { amounts: 'hidden from your role' }),
      numbers,
    };
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

async function allNumbers(
  db: CrmDb,
  scope: CallScope,
  asked: DealsAsked,
  { currencies, ...question }: PipelineQuestion & { readonly currencies: readonly string[] },
): Promise<readonly ReportNumber[]> {
  const stages = await allStages(db);
  const { add, sums } = beginTally(stages, question);
  for await (const deals of dealsOf(db, scope, asked)) deals.forEach(add);
  return reportNumbers(stages, sums, question, sums.currencies.size === 0 ? currencies : []);
}

const ownerFigures = [
  'forecast: weighted',
  'forecast: commit',
  overdueName,
  'won in period',
  'win rate',
  'slipped',
  'pushed',
  'stale',
];

/** The numbers by which owners are compared, for each of them. */
async function ownerNumbers(
  db: CrmDb,
  scope: CallScope,
  asked: DealsAsked,
  question: PipelineQuestion,
): Promise<readonly ReportNumber[]> {
  const stages = await allStages(db);
  const tallies = new Map<string | null, Tally>();
  for await (const deals of dealsOf(db, scope, asked)) {
    for (const deal of deals) {
      const tally = tallies.get(deal.owner_id) ?? beginTally(stages, question);
      tallies.set(deal.owner_id, tally);
      tally.add(deal);
    }
  }
  const names = await namesOf(db, [...tallies.keys()]);
  return [...tallies]
    .sort(([a], [b]) => (a === null ? 1 : b === null || a < b ? -1 : 1))
    .flatMap(([owner, { sums }]) =>
      reportNumbers(stages, sums, question)
        .filter(({ name }) => ownerFigures.includes(name))
        .map((number) => ({ ...number, name: `${whoIs(owner, names)}: ${number.name}` })),
    );
}

async function namesOf(db: CrmDb, owners: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const { users } = db.tables;
  const ids = owners.filter((id) => id !== null);
  const named =
    ids.length === 0
      ? []
      : await db
          .select({ user_id: users.user_id, name: users.name })
          .from(users)
          .where(inArray(users.user_id, ids));
  return new Map(named.map(({ user_id, name }) => [user_id, name]));
}

function whoIs(owner: string | null, names: ReadonlyMap<string, string>): string {
  if (owner === null) return 'nobody';
  const name = names.get(owner);
  return name === undefined ? owner : `${inline(name)} (${owner})`;
}
