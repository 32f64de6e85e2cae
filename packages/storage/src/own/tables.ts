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
      /** Rises with each change of the tenant, in the order of commits; 0 for changes from before it was counted. */
      number: k.bigint('number').notNull().default(0),
    },
    (t) => [
      k.index('patchbay_changes_at').on(t.tenant, t.at),
      k.index('patchbay_changes_number').on(t.tenant, t.number),
    ],
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

/** Work that outlasts the call that asked for it. */
const jobs = (k: Kit) =>
  k.table(
    'patchbay_jobs',
    {
      id: k.text('id').primaryKey(),
      ...tenantColumn(k),
      owner: k.text('owner').notNull(),
      kind: k.text('kind').notNull(),
      input: k.text('input').notNull(),
      change_id: k.text('change_id').notNull(),
      created_at: k.bigint('created_at').notNull(),
      state: k.text('state').notNull(),
      attempts: k.integer('attempts').notNull().default(0),
      /** Waiting: when it may be taken. Running: when its lease ends. Null once it has ended. */
      due_at: k.bigint('due_at'),
      /** Counts the times that it was taken; who took it before may write nothing more. */
      fence: k.integer('fence').notNull().default(0),
      cancelling: k.boolean('cancelling').notNull().default(false),
      checkpoint: k.text('checkpoint'),
      progress_done: k.real('progress_done'),
      progress_total: k.real('progress_total'),
      progress_message: k.text('progress_message'),
      result: k.text('result'),
      error: k.text('error'),
      ended_at: k.bigint('ended_at'),
    },
    (t) => [
      k.index('patchbay_jobs_due').on(t.due_at, t.tenant, t.kind),
      k.index('patchbay_jobs_tenant_due').on(t.tenant, t.due_at),
      k.index('patchbay_jobs_owner').on(t.tenant, t.owner, t.created_at, t.id),
      k.index('patchbay_jobs_change').on(t.change_id),
      k.index('patchbay_jobs_ended').on(t.ended_at),
    ],
  );

/** Contents by their SHA-256, of all tenants. */
const blobs = (k: Kit) =>
  k.table(
    'patchbay_blobs',
    {
      hash: k.text('hash').primaryKey(),
      bytes: k.bigint('bytes').notNull(),
      /** The chunks that hold it; null where it is a file. */
      content: k.text('content'),
      /** Since when nothing was seen to link it; null while something does. */
      idle_since: k.bigint('idle_since'),
    },
    (t) => [k.index('patchbay_blobs_idle').on(t.idle_since), k.index('patchbay_blobs_content').on(t.content)],
  );

/** Contents that are kept in the database, in pieces. */
const blobChunks = (k: Kit) =>
  k.table(
    'patchbay_blob_chunks',
    {
      content: k.text('content').notNull(),
      position: k.integer('position').notNull(),
      data: k.bytes('data').notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.content, t.position] })],
  );

/** What of a tenant needs a content; one without links goes in time. */
const blobLinks = (k: Kit, referred: ReturnType<typeof blobs>) =>
  k.table(
    'patchbay_blob_links',
    {
      ...tenantColumn(k),
      hash: k
        .text('hash')
        .notNull()
        .references(() => referred.hash),
      owner: k.text('owner').notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.tenant, t.hash, t.owner] }),
      k.index('patchbay_blob_links_hash').on(t.hash),
    ],
  );

/** The tables of this package. */
export const ownTables = declareTables((k) => {
  const stored = blobs(k);
  return {
    settings: settings(k),
    idempotency: idempotency(k),
    changes: changes(k),
    changeRows: changeRows(k),
    outbox: outbox(k),
    jobs: jobs(k),
    blobs: stored,
    blobChunks: blobChunks(k),
    blobLinks: blobLinks(k, stored),
  };
});

/** The tables of this package, in the types that all queries are written against. */
export type OwnTables = (typeof ownTables)['sqlite'];
