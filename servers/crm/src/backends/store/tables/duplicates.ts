import { type Kit, renewed, tenantColumn } from '@patchbay/storage';

/** Blocking keys of records, so that look-alikes are found without reading a table. */
export const duplicateKeys = (k: Kit) =>
  renewed(
    k.table(
      'duplicate_keys',
      {
        ...tenantColumn(k),
        object: k.text('object').notNull(),
        record_id: k.text('record_id').notNull(),
        key: k.text('key').notNull(),
        /** By name, employer and town: where the record stands among the many that share a common key. */
        place: k.text('place'),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.object, t.record_id, t.key] }),
        k.index('duplicate_keys_place').on(t.tenant, t.object, t.key, t.place, t.record_id),
      ],
    ),
  );

/** Pairs of records that may be one. Scores are a choice of candidates: they are told as the caller's columns give them. */
export const duplicateLinks = (k: Kit) =>
  renewed(
    k.table(
      'duplicate_links',
      {
        ...tenantColumn(k),
        object: k.text('object').notNull(),
        /** The lesser id of both, as texts compare. */
        a: k.text('a').notNull(),
        b: k.text('b').notNull(),
        score: k.real('score').notNull(),
        /** The score that somebody may see at most to whom some columns are hidden. */
        reach: k.real('reach').notNull(),
        rules: k.integer('rules').notNull(),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.object, t.a, t.b] }),
        k.index('duplicate_links_b').on(t.tenant, t.object, t.b),
      ],
    ),
  );

/** Which version of a record its links were made from, and by which rules: what differs is made again. */
export const duplicateMarks = (k: Kit) =>
  renewed(
    k.table(
      'duplicate_marks',
      {
        ...tenantColumn(k),
        object: k.text('object').notNull(),
        record_id: k.text('record_id').notNull(),
        rules: k.integer('rules').notNull(),
        version: k.integer('version').notNull(),
        /** A common key of which the record was compared with its neighbours alone. */
        cut: k.text('cut'),
      },
      (t) => [
        k.primaryKey({ columns: [t.tenant, t.object, t.record_id] }),
        k.index('duplicate_marks_cut').on(t.tenant, t.object, t.cut),
      ],
    ),
  );
