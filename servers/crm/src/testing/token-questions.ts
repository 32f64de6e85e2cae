import { tokenCostWorkspace } from '../demo/token-cost.ts';
import { nameWithoutForm } from '../duplicates/companies/company-name.ts';
import { lowerEnd } from '../records/read-values.ts';
import { normaliseDomain } from '../values/domain-name.ts';
import { normaliseEmail } from '../values/email.ts';
import type { CrmClient } from './connect-crm.ts';

/** One question of the published benchmark, as the one call that answers it. */
export interface TokenQuestion {
  readonly question: string;
  /** How many records answer it. */
  readonly records: number;
  readonly call: Readonly<Record<string, unknown>>;
}

const companies = { object_type: 'companies', limit: 100 };
const deals = { object_type: 'deals', limit: 100 };

/** The eight questions of ArcadeAI/attio-mcp-benchmark over a workspace of that size. */
export const tokenQuestions: readonly TokenQuestion[] = [
  { question: 'list all companies, limit 25', records: 25, call: { ...companies, limit: 25 } },
  {
    question: 'deals in stage "Nurture"',
    records: 22,
    call: { ...deals, filters: [{ field: 'stage', value: 'Nurture' }] },
  },
  {
    question: 'deals over 50,000',
    records: 28,
    call: { ...deals, filters: [{ field: 'amount_minor', op: 'gt', value: 5_000_000 }] },
  },
  {
    question: 'companies with "Tech" in the name',
    records: 8,
    call: { ...companies, filters: [{ field: 'name', op: 'contains', value: 'Tech' }] },
  },
  {
    question: 'companies of category Technology',
    records: 27,
    call: { ...companies, filters: [{ field: 'category', value: 'Technology' }] },
  },
  {
    question: 'deals created before 2026-03-01',
    records: 35,
    call: { ...deals, filters: [{ field: 'created_at', op: 'lt', value: '2026-03-01' }] },
  },
  {
    question: 'Technology companies with 201 or more employees',
    records: 26,
    call: {
      ...companies,
      filters: [
        { field: 'category', value: 'Technology' },
        { field: 'employee_range', op: 'gte', value: 201 },
      ],
    },
  },
  { question: 'the highest-value deal', records: 1, call: { ...deals, sort: 'amount_minor', limit: 1 } },
];

/** The published total of the leanest toolkit, in cl100k tokens. */
export const publishedTokens = 7426;

/** Fills an empty store with the benchmark's workspace. */
export async function seedTokenWorkspace({ kernel, scope }: CrmClient): Promise<void> {
  const workspace = tokenCostWorkspace();
  await kernel.write(scope, async (db) => {
    const { tables } = db;
    await db.insertMany(tables.stages, workspace.stages);
    await db.insertMany(
      tables.companies,
      workspace.companies.map((company) => ({
        ...company,
        name_norm: nameWithoutForm(company.name),
        domain_norm: normaliseDomain(company.domain) ?? null,
        employees_min: lowerEnd(company.employee_range) ?? null,
      })),
    );
    await db.insertMany(
      tables.contacts,
      workspace.contacts.map((contact) => ({
        ...contact,
        email_norm: normaliseEmail(contact.email)?.email_norm ?? null,
      })),
    );
    await db.insertMany(tables.deals, workspace.deals);
    return {};
  });
}
