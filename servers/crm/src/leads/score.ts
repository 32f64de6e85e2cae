import { z } from 'zod';
import { normaliseEmail } from '../values/email.ts';
import type { LeadStatus } from './status.ts';

/** What the score of a lead is made from. */
export interface ScoredLead {
  readonly email: string | null;
  readonly phone_e164: string | null;
  readonly company_name: string | null;
  readonly title: string | null;
  /** As `1-10`, `51-200`, `10001+`. */
  readonly employee_range: string | null;
  readonly source: string | null;
  readonly status: LeadStatus;
  /** What was done with the lead, in any order. */
  readonly activities: readonly ScoredActivity[];
}

/** An activity, as far as it tells interest. */
export interface ScoredActivity {
  readonly kind: 'call' | 'email' | 'meeting' | 'note' | 'task';
  /** RFC 3339. */
  readonly occurred_at: string;
}

/** One part of a score. */
export const scoreFactor = z.object({
  factor: z.enum(['reachability', 'seniority', 'company_size', 'source', 'engagement']),
  points: z.number(),
  most: z.number(),
  why: z.string(),
});

/** One part of a score. */
export type ScoreFactor = Readonly<z.output<typeof scoreFactor>>;

/** A score with its reckoning: the points of the factors sum to it. */
export interface LeadScore {
  /** 0 to 100. */
  readonly score: number;
  readonly breakdown: readonly ScoreFactor[];
}

/**
 * Scores how well a lead fits (reachable, senior, large enough company) and how warm it is (source, recent contact).
 *
 * `now` is the instant to which recency counts; engagement halves every 30 days. A lost lead keeps its fit but no warmth.
 */
export function scoreLead(lead: ScoredLead, now: Date): LeadScore {
  const breakdown = [
    reachability(lead),
    seniority(lead),
    companySize(lead),
    source(lead),
    engagement(lead, now),
  ];
  return { score: breakdown.reduce((sum, { points }) => sum + points, 0), breakdown };
}

function reachability({ email, phone_e164, company_name }: ScoredLead): ScoreFactor {
  const mail = email === null ? undefined : normaliseEmail(email);
  const found: [boolean, number, string][] = [
    [mail !== undefined && !mail.is_free_mail && !mail.is_role_account, 10, 'personal business e-mail'],
    [mail !== undefined && (mail.is_free_mail || mail.is_role_account), 4, 'private or shared e-mail'],
    [phone_e164 !== null, 6, 'telephone number'],
    [company_name !== null && company_name.trim() !== '', 4, 'company'],
  ];
  const there = found.filter(([holds]) => holds);
  const points = there.reduce((sum, [, value]) => sum + value, 0);
  return { factor: 'reachability', points, most: 20, why: listOf(there.map(([, , what]) => what)) };
}

function listOf(parts: readonly string[]): string {
  return parts.length === 0 ? 'nothing known' : parts.join(', ');
}

const ranks: readonly (readonly [RegExp, number, string])[] = [
  [
    /\b(?:ceo|cto|cfo|coo|cio|cmo|cro|cpo|chief|founder|owner|president|managing director|geschäftsführer(?:in)?)\b/iu,
    20,
    'top management',
  ],
  [/\b(?:vp|vice president|director|head of)\b/i, 16, 'senior management'],
  [/\b(?:manager|lead|principal|leiter(?:in)?)\b/i, 11, 'management'],
];

function seniority({ title }: ScoredLead): ScoreFactor {
  const most = 20;
  if (title === null || title.trim() === '')
    return { factor: 'seniority', points: 0, most, why: 'no title known' };
  const rank = ranks.find(([pattern]) => pattern.test(title));
  const [, points, why] = rank ?? [undefined, 6, 'other role'];
  return { factor: 'seniority', points, most, why };
}

function companySize({ employee_range }: ScoredLead): ScoreFactor {
  const least = Number.parseInt(employee_range ?? '', 10);
  const points = Number.isNaN(least) ? 0 : companyPoints(least);
  const why = Number.isNaN(least) ? 'size not known' : `${employee_range} employees`;
  return { factor: 'company_size', points, most: 20, why };
}

function companyPoints(least: number): number {
  if (least >= 1000) return 20;
  if (least >= 200) return 16;
  if (least >= 50) return 12;
  return least >= 11 ? 7 : 3;
}

const sources: Readonly<Record<string, number>> = {
  referral: 15,
  demo_request: 15,
  partner: 12,
  event: 10,
  webinar: 9,
  website: 8,
  inbound: 8,
  outbound: 4,
  cold_call: 3,
  list: 1,
};

function source(lead: ScoredLead): ScoreFactor {
  const points = lead.source === null ? 0 : (sources[lead.source] ?? 5);
  return { factor: 'source', points, most: 15, why: lead.source ?? 'source not known' };
}

const activityPoints: Readonly<Record<ScoredActivity['kind'], number>> = {
  meeting: 10,
  call: 6,
  email: 3,
  task: 1,
  note: 1,
};
const halfLifeDays = 30;
const dayMs = 86_400_000;

function engagement({ activities, status }: ScoredLead, now: Date): ScoreFactor {
  const most = 25;
  if (status === 'lost') return { factor: 'engagement', points: 0, most, why: 'lost' };
  const past = activities.filter(({ occurred_at }) => Date.parse(occurred_at) <= now.getTime());
  const warmth = past.reduce((sum, { kind, occurred_at }) => {
    const days = (now.getTime() - Date.parse(occurred_at)) / dayMs;
    return sum + activityPoints[kind] * 0.5 ** (days / halfLifeDays);
  }, 0);
  const points = Math.min(most, Math.round(warmth));
  return {
    factor: 'engagement',
    points,
    most,
    why: past.length === 0 ? 'no activity' : `${past.length} activities`,
  };
}
