import {
  bigint,
  bigserial,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { sameRows } from '../same-rows.ts';
import type { OwnTables } from './tables.sqlite.ts';

/** Secrets and facts of the store itself, such as the key that signs cursors. */
const settings = pgTable('patchbay_settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});

/** Answers of writes that carried an idempotency key. */
const idempotency = pgTable(
  'patchbay_idempotency',
  {
    tenant: text('tenant').notNull(),
    actor: text('actor').notNull(),
    tool: text('tool').notNull(),
    idempotency_key: text('idempotency_key').notNull(),
    args_hash: text('args_hash').notNull(),
    result: text('result').notNull(),
    expires_at: bigint('expires_at', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.actor, t.tool, t.idempotency_key] }),
    index('patchbay_idempotency_expires').on(t.expires_at),
  ],
);

/** One row per transaction that changed something. */
const changes = pgTable(
  'patchbay_changes',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    actor: text('actor').notNull(),
    tool: text('tool'),
    correlation_id: text('correlation_id'),
    idempotency_key: text('idempotency_key'),
    at: bigint('at', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
    undoes: text('undoes'),
    undone_by: text('undone_by'),
  },
  (t) => [index('patchbay_changes_at').on(t.tenant, t.at)],
);

/** What each change did to each row, in order. */
const changeRows = pgTable(
  'patchbay_change_rows',
  {
    seq: bigserial('seq', { mode: 'number' }).primaryKey(),
    change_id: text('change_id').notNull(),
    position: integer('position').notNull(),
    tenant: text('tenant').notNull(),
    table_name: text('table_name').notNull(),
    row_key: text('row_key').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (t) => [
    uniqueIndex('patchbay_change_rows_change').on(t.change_id, t.position),
    index('patchbay_change_rows_row').on(t.tenant, t.table_name, t.row_key, t.seq),
  ],
);

/** Effects on the outside world, waiting for delivery. */
const outbox = pgTable(
  'patchbay_outbox',
  {
    id: text('id').primaryKey(),
    tenant: text('tenant').notNull(),
    kind: text('kind').notNull(),
    dedup_id: text('dedup_id').notNull(),
    payload: text('payload').notNull(),
    change_id: text('change_id').notNull(),
    created_at: bigint('created_at', { mode: 'number' }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    due_at: bigint('due_at', { mode: 'number' }).notNull(),
    lease: text('lease'),
    delivered_at: bigint('delivered_at', { mode: 'number' }),
    dead_at: bigint('dead_at', { mode: 'number' }),
    last_error: text('last_error'),
  },
  (t) => [
    uniqueIndex('patchbay_outbox_dedup').on(t.tenant, t.kind, t.dedup_id),
    index('patchbay_outbox_due').on(t.delivered_at, t.dead_at, t.due_at),
  ],
);

/** The tables of this package as PostgreSQL knows them. */
export const ownTables = { settings, idempotency, changes, changeRows, outbox };

sameRows<OwnTables, typeof ownTables>();
