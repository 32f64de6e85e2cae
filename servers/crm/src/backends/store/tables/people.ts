import { type Kit, tenantColumn, timeColumns } from '@patchbay/storage';
import type { ScoreFactor } from '../../../leads/score.ts';
import { recordColumns } from './columns.ts';
import { textColumns, withTexts, withWords, wordColumns } from './texts.ts';

/** People who work with the CRM. */
export const users = (k: Kit) =>
  withTexts(
    'users',
    k.table(
      'users',
      {
        user_id: k.text('user_id').notNull(),
        ...tenantColumn(k),
        name: k.text('name').notNull(),
        email: k.text('email').notNull(),
        phone_e164: k.text('phone_e164'),
        role: k.text('role').notNull(),
        team: k.text('team'),
        last_seen_at: k.text('last_seen_at'),
        ...timeColumns(k),
        ...textColumns(k),
      },
      (t) => [k.primaryKey({ columns: [t.tenant, t.user_id] }), k.index('users_team').on(t.tenant, t.team)],
    ),
  );

/** People who may become customers. */
export const leads = (k: Kit) =>
  withWords(
    'leads',
    k.table(
      'leads',
      {
        lead_id: k.identity('lead_id'),
        ...tenantColumn(k),
        name: k.text('name').notNull(),
        first_name: k.text('first_name'),
        last_name: k.text('last_name'),
        email: k.text('email'),
        email_norm: k.text('email_norm'),
        other_emails: k.text('other_emails'),
        phone_e164: k.text('phone_e164'),
        other_phones: k.text('other_phones'),
        company_name: k.text('company_name'),
        company_norm: k.text('company_norm'),
        title: k.text('title'),
        status: k.text('status').notNull(),
        status_changed_at: k.text('status_changed_at').notNull(),
        lost_reason: k.text('lost_reason'),
        score: k.integer('score').notNull().default(0),
        score_breakdown: k.json<readonly ScoreFactor[]>('score_breakdown'),
        source: k.text('source'),
        notes: k.text('notes'),
        street: k.text('street'),
        city: k.text('city'),
        postal_code: k.text('postal_code'),
        region: k.text('region'),
        country: k.text('country'),
        birth_date: k.text('birth_date'),
        last_activity_at: k.text('last_activity_at'),
        ...recordColumns(k),
        ...wordColumns(k),
      },
      (t) => [
        k.index('leads_status').on(t.tenant, t.status, t.updated_at, t.lead_id),
        k.index('leads_owner').on(t.tenant, t.owner_id, t.status),
        k.index('leads_email').on(t.tenant, t.email_norm),
        k.index('leads_phone').on(t.tenant, t.phone_e164),
        k.index('leads_updated').on(t.tenant, t.updated_at, t.lead_id),
        k.index('leads_created').on(t.tenant, t.created_at, t.lead_id),
        k.index('leads_score').on(t.tenant, t.score, t.lead_id),
        k.uniqueIndex('leads_external').on(t.tenant, t.external_id),
      ],
    ),
  );

/** Organisations. */
export const companies = (k: Kit) =>
  withWords(
    'companies',
    k.table(
      'companies',
      {
        company_id: k.text('company_id').notNull(),
        ...tenantColumn(k),
        name: k.text('name').notNull(),
        name_norm: k.text('name_norm').notNull(),
        domain: k.text('domain'),
        domain_norm: k.text('domain_norm'),
        category: k.text('category'),
        employee_range: k.text('employee_range'),
        employees_min: k.integer('employees_min'),
        phone_e164: k.text('phone_e164'),
        other_phones: k.text('other_phones'),
        street: k.text('street'),
        city: k.text('city'),
        postal_code: k.text('postal_code'),
        region: k.text('region'),
        country: k.text('country'),
        annual_revenue_minor: k.bigint('annual_revenue_minor'),
        currency: k.text('currency'),
        ...recordColumns(k),
        ...wordColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.company_id] }),
        k.index('companies_name').on(t.tenant, t.name_norm, t.company_id),
        k.index('companies_domain').on(t.tenant, t.domain_norm),
        k.index('companies_phone').on(t.tenant, t.phone_e164),
        k.index('companies_category').on(t.tenant, t.category, t.company_id),
        k.index('companies_updated').on(t.tenant, t.updated_at, t.company_id),
        k.uniqueIndex('companies_external').on(t.tenant, t.external_id),
      ],
    ),
  );

/** People at organisations. */
export const contacts = (k: Kit) =>
  withWords(
    'contacts',
    k.table(
      'contacts',
      {
        contact_id: k.text('contact_id').notNull(),
        ...tenantColumn(k),
        company_id: k.text('company_id'),
        name: k.text('name').notNull(),
        first_name: k.text('first_name'),
        last_name: k.text('last_name'),
        email: k.text('email'),
        email_norm: k.text('email_norm'),
        other_emails: k.text('other_emails'),
        phone_e164: k.text('phone_e164'),
        other_phones: k.text('other_phones'),
        title: k.text('title'),
        city: k.text('city'),
        country: k.text('country'),
        consent: k.text('consent'),
        notes: k.text('notes'),
        ...recordColumns(k),
        ...wordColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.contact_id] }),
        k.index('contacts_company').on(t.tenant, t.company_id),
        k.index('contacts_email').on(t.tenant, t.email_norm),
        k.index('contacts_phone').on(t.tenant, t.phone_e164),
        k.index('contacts_updated').on(t.tenant, t.updated_at, t.contact_id),
        k.uniqueIndex('contacts_external').on(t.tenant, t.external_id),
      ],
    ),
  );
