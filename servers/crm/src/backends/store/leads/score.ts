import { and, desc, eq, isNotNull } from '@patchbay/storage';
import { type LeadScore, type ScoredActivity, scoreLead } from '../../../leads/score.ts';
import { leadStatus } from '../../../leads/status.ts';
import type { CrmDb } from '../kernel.ts';
import type { LeadRow } from './rows.ts';

/** The columns that a score is made from. */
type Scored = Pick<
  LeadRow,
  'email' | 'phone_e164' | 'company_name' | 'company_norm' | 'title' | 'source' | 'status' | 'score_breakdown'
>;

const activitiesCounted = 200;

/** Scores a lead anew from its columns, its company and what was done with it; for writes that change one of them. */
export async function rescored(
  db: CrmDb,
  lead_id: number | undefined,
  lead: Scored,
  now: Date,
): Promise<{ readonly score: number; readonly score_breakdown: LeadScore['breakdown'] }> {
  const employee_range = await employeeRange(db, lead.company_norm);
  const activities = lead_id === undefined ? [] : await activitiesOf(db, lead_id);
  const status = leadStatus.parse(lead.status);
  const { breakdown } = scoreLead({ ...lead, status, employee_range, activities }, now);
  const known = lead.score_breakdown?.find(({ factor }) => factor === 'company_size');
  // what was known of the company when the lead came is not lost because the company has no record here
  const kept = breakdown.map((part) =>
    part.factor === 'company_size' && employee_range === null && known !== undefined ? known : part,
  );
  return { score: kept.reduce((sum, { points }) => sum + points, 0), score_breakdown: kept };
}

async function employeeRange(db: CrmDb, company_norm: string | null): Promise<string | null> {
  if (company_norm === null || company_norm === '') return null;
  const { companies } = db.tables;
  const [company] = await db
    .select({ employee_range: companies.employee_range })
    .from(companies)
    .where(and(eq(companies.name_norm, company_norm), isNotNull(companies.employee_range)))
    .limit(1);
  return company?.employee_range ?? null;
}

async function activitiesOf(db: CrmDb, lead_id: number): Promise<readonly ScoredActivity[]> {
  const { activities, activity_links } = db.tables;
  const rows = await db
    .select({ kind: activities.kind, occurred_at: activities.occurred_at })
    .from(activity_links)
    .innerJoin(activities, eq(activities.activity_id, activity_links.activity_id))
    .where(
      and(
        eq(activity_links.object, 'leads'),
        eq(activity_links.record_id, String(lead_id)),
        isNotNull(activities.occurred_at),
      ),
    )
    .orderBy(desc(activities.occurred_at))
    .limit(activitiesCounted);
  return rows.flatMap(({ kind, occurred_at }) => {
    const known = kinds.find((one) => one === kind);
    return known === undefined || occurred_at === null ? [] : [{ kind: known, occurred_at }];
  });
}

const kinds = ['call', 'email', 'meeting', 'note', 'task'] as const;
