import { type Kit, tenantColumn } from '@patchbay/storage';
import { recordColumns } from './columns.ts';
import { textColumns, withTexts, withWords, wordColumns } from './texts.ts';

/** The steps of each pipeline, in order. */
export const stages = (k: Kit) =>
  k.table(
    'stages',
    {
      stage_id: k.text('stage_id').notNull(),
      ...tenantColumn(k),
      pipeline_id: k.text('pipeline_id').notNull(),
      stage: k.text('stage').notNull(),
      position: k.integer('position').notNull(),
      probability: k.integer('probability').notNull(),
      kind: k.text('kind').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.stage_id] }),
      k.index('stages_pipeline').on(t.tenant, t.pipeline_id, t.position),
    ],
  );

/** Sales in the making. */
export const deals = (k: Kit) =>
  withWords(
    'deals',
    k.table(
      'deals',
      {
        deal_id: k.text('deal_id').notNull(),
        ...tenantColumn(k),
        name: k.text('name').notNull(),
        company_id: k.text('company_id'),
        contact_id: k.text('contact_id'),
        lead_id: k.integer('lead_id'),
        pipeline_id: k.text('pipeline_id').notNull(),
        stage_id: k.text('stage_id').notNull(),
        amount_minor: k.bigint('amount_minor'),
        currency: k.text('currency'),
        probability: k.integer('probability').notNull().default(0),
        close_date: k.text('close_date'),
        close_date_pushes: k.integer('close_date_pushes').notNull().default(0),
        first_close_date: k.text('first_close_date'),
        closed_at: k.text('closed_at'),
        notes: k.text('notes'),
        ...recordColumns(k),
        ...wordColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.deal_id] }),
        k.index('deals_stage').on(t.tenant, t.stage_id, t.close_date),
        k.index('deals_company').on(t.tenant, t.company_id),
        k.index('deals_contact').on(t.tenant, t.contact_id),
        k.index('deals_amount').on(t.tenant, t.amount_minor, t.deal_id),
        k.index('deals_created').on(t.tenant, t.created_at, t.deal_id),
        k.index('deals_updated').on(t.tenant, t.updated_at, t.deal_id),
        k.uniqueIndex('deals_external').on(t.tenant, t.external_id),
      ],
    ),
  );

/** Every move of a lead between statuses and of a deal between stages. */
export const stageHistory = (k: Kit) =>
  k.table(
    'stage_history',
    {
      entry_id: k.text('entry_id').notNull(),
      ...tenantColumn(k),
      object: k.text('object').notNull(),
      record_id: k.text('record_id').notNull(),
      from_stage: k.text('from_stage'),
      to_stage: k.text('to_stage').notNull(),
      at: k.text('at').notNull(),
      by: k.text('by').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.entry_id] }),
      k.index('stage_history_record').on(t.tenant, t.object, t.record_id, t.at),
      k.index('stage_history_at').on(t.tenant, t.at),
    ],
  );

/** Calls, e-mails, meetings, notes and tasks. */
export const activities = (k: Kit) =>
  withTexts(
    'activities',
    k.table(
      'activities',
      {
        activity_id: k.text('activity_id').notNull(),
        ...tenantColumn(k),
        kind: k.text('kind').notNull(),
        subject: k.text('subject').notNull(),
        body: k.text('body'),
        occurred_at: k.text('occurred_at'),
        due_at: k.text('due_at'),
        done_at: k.text('done_at'),
        ...recordColumns(k),
        ...textColumns(k),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.activity_id] }),
        k.index('activities_owner').on(t.tenant, t.owner_id, t.due_at),
        k.index('activities_occurred').on(t.tenant, t.occurred_at, t.activity_id),
        k.index('activities_updated').on(t.tenant, t.updated_at, t.activity_id),
      ],
    ),
  );

/** Which records an activity is about. */
export const activityLinks = (k: Kit) =>
  k.table(
    'activity_links',
    {
      ...tenantColumn(k),
      activity_id: k.text('activity_id').notNull(),
      object: k.text('object').notNull(),
      record_id: k.text('record_id').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.activity_id, t.object, t.record_id] }),
      k.index('activity_links_record').on(t.tenant, t.object, t.record_id),
    ],
  );
