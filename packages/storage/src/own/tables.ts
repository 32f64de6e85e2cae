import { tenantColumn } from '../declare/columns.ts';
import type { Kit } from '../declare/kit.ts';
import { declareTables } from '../declare/tables.ts';

/** Secrets and facts of the store itself, such as the key that signs cursors. */
const settings = (k: Kit) =>
  k.table('patchbay_settings', {
    name: k.text('name').primaryKey(),
    value: k.text('value').notNull(),
  });

/** Answers of writes that carried an idempotency key. */
const idempotency = (k: Kit) =>
  k.table(
    'patchbay_idempotency',
    {
      ...tenantColumn(k),
      actor: k.text('actor').notNull(),
      tool: k.text('tool').notNull(),
      idempotency_key: k.text('idempotency_key').notNull(),
      args_hash: k.text('args_hash').notNull(),
      result: k.text('result').notNull(),
      expires_at: k.bigint('expires_at').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.actor, t.tool, t.idempotency_key] }),
      k.index('patchbay_idempotency_expires').on(t.expires_at),
    ],
  );

/** One row per transaction that changed something. */
const changes = (k: Kit) =>
  k.table(
    'patchbay_changes',
    {
      id: k.text('id').primaryKey(),
      ...tenantColumn(k),
      actor: k.text('actor').notNull(),
      tool: k.text('tool'),
      correlation_id: k.text('correlation_id'),
      idempotency_key: k.text('idempotency_key'),
      at: k.bigint('at').notNull(),
      kind: k.text('kind').notNull(),
      undoes: k.text('undoes'),
      undone_by: k.text('undone_by'),
      unlogged: k.json<readonly string[]>('unlogged'),
    },
    (t) => [k.index('patchbay_changes_at').on(t.tenant, t.at)],
  );

/** What each change did to each row, in order. */
const changeRows = (k: Kit) =>
  k.table(
    'patchbay_change_rows',
    {
      seq: k.bigIdentity('seq'),
      change_id: k.text('change_id').notNull(),
      position: k.integer('position').notNull(),
      ...tenantColumn(k),
      table_name: k.text('table_name').notNull(),
      row_key: k.text('row_key').notNull(),
      before: k.text('before'),
      after: k.text('after'),
    },
    (t) => [
      k.uniqueIndex('patchbay_change_rows_change').on(t.change_id, t.position),
      k.index('patchbay_change_rows_row').on(t.tenant, t.table_name, t.row_key, t.seq),
    ],
  );

/** Effects on the outside world, waiting for delivery. */
const outbox = (k: Kit) =>
  k.table(
    'patchbay_outbox',
    {
      id: k.text('id').primaryKey(),
      ...tenantColumn(k),
      kind: k.text('kind').notNull(),
      dedup_id: k.text('dedup_id').notNull(),
      payload: k.text('payload').notNull(),
      change_id: k.text('change_id').notNull(),
      created_at: k.bigint('created_at').notNull(),
      attempts: k.integer('attempts').notNull().default(0),
      due_at: k.bigint('due_at').notNull(),
      lease: k.text('lease'),
      delivered_at: k.bigint('delivered_at'),
      dead_at: k.bigint('dead_at'),
      last_error: k.text('last_error'),
    },
    (t) => [
      k.uniqueIndex('patchbay_outbox_dedup').on(t.tenant, t.kind, t.dedup_id),
      k.index('patchbay_outbox_due').on(t.delivered_at, t.dead_at, t.due_at),
    ],
  );

/** The tables of this package. */
export const ownTables = declareTables((k) => ({
  settings: settings(k),
  idempotency: idempotency(k),
  changes: changes(k),
  changeRows: changeRows(k),
  outbox: outbox(k),
}));

/** The tables of this package, in the types that all queries are written against. */
export type OwnTables = (typeof ownTables)['sqlite'];
