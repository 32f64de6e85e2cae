import { bigint, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** The steps of each pipeline, in order. */
export const stages = pgTable(
  'stages',
  {
    stage_id: text('stage_id').primaryKey(),
    tenant: text('tenant').notNull(),
    pipeline_id: text('pipeline_id').notNull(),
    stage: text('stage').notNull(),
    position: integer('position').notNull(),
    probability: integer('probability').notNull(),
    kind: text('kind').notNull(),
  },
  (t) => [index('stages_pipeline').on(t.tenant, t.pipeline_id, t.position)],
);

/** Sales in the making. */
export const deals = pgTable(
  'deals',
  {
    deal_id: text('deal_id').primaryKey(),
    tenant: text('tenant').notNull(),
    name: text('name').notNull(),
    company_id: text('company_id'),
    contact_id: text('contact_id'),
    lead_id: integer('lead_id'),
    pipeline_id: text('pipeline_id').notNull(),
    stage_id: text('stage_id').notNull(),
    amount_minor: bigint('amount_minor', { mode: 'number' }),
    currency: text('currency'),
    probability: integer('probability').notNull().default(0),
    close_date: text('close_date'),
    closed_at: text('closed_at'),
    notes: text('notes'),
    owner_id: text('owner_id'),
    external_id: text('external_id'),
    version: integer('version').notNull().default(1),
    created_at: text('created_at').notNull(),
    updated_at: text('updated_at').notNull(),
  },
  (t) => [
    index('deals_stage').on(t.tenant, t.stage_id, t.close_date),
    index('deals_company').on(t.tenant, t.company_id),
    index('deals_contact').on(t.tenant, t.contact_id),
    index('deals_amount').on(t.tenant, t.amount_minor, t.deal_id),
    index('deals_created').on(t.tenant, t.created_at, t.deal_id),
    index('deals_updated').on(t.tenant, t.updated_at, t.deal_id),
    uniqueIndex('deals_external').on(t.tenant, t.external_id),
  ],
);

/** Every move of a lead between statuses and of a deal between stages. */
export const stageHistory = pgTable(
  'stage_history',
  {
    entry_id: text('entry_id').primaryKey(),
    tenant: text('tenant').notNull(),
    object: text('object').notNull(),
    record_id: text('record_id').notNull(),
    from_stage: text('from_stage'),
    to_stage: text('to_stage').notNull(),
    at: text('at').notNull(),
    by: text('by').notNull(),
  },
  (t) => [
    index('stage_history_record').on(t.tenant, t.object, t.record_id, t.at),
    index('stage_history_at').on(t.tenant, t.at),
  ],
);

/** Calls, e-mails, meetings, notes and tasks. */
export const activities = pgTable(
  'activities',
  {
    activity_id: text('activity_id').primaryKey(),
    tenant: text('tenant').notNull(),
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    body: text('body'),
    occurred_at: text('occurred_at'),
    due_at: text('due_at'),
    done_at: text('done_at'),
    owner_id: text('owner_id'),
    external_id: text('external_id'),
    version: integer('version').notNull().default(1),
    created_at: text('created_at').notNull(),
    updated_at: text('updated_at').notNull(),
  },
  (t) => [
    index('activities_owner').on(t.tenant, t.owner_id, t.due_at),
    index('activities_occurred').on(t.tenant, t.occurred_at, t.activity_id),
    index('activities_updated').on(t.tenant, t.updated_at, t.activity_id),
  ],
);

/** Which records an activity is about. */
export const activityLinks = pgTable(
  'activity_links',
  {
    tenant: text('tenant').notNull(),
    activity_id: text('activity_id').notNull(),
    object: text('object').notNull(),
    record_id: text('record_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.activity_id, t.object, t.record_id] }),
    index('activity_links_record').on(t.tenant, t.object, t.record_id),
  ],
);

/** Blocking keys of records, so that look-alikes are found without reading a table. */
export const duplicateKeys = pgTable(
  'duplicate_keys',
  {
    tenant: text('tenant').notNull(),
    object: text('object').notNull(),
    record_id: text('record_id').notNull(),
    key: text('key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.object, t.record_id, t.key] }),
    index('duplicate_keys_key').on(t.tenant, t.object, t.key, t.record_id),
  ],
);
