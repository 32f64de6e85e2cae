// Generated from the .sql files beside it; change the tables and generate again.
import type { Migrations } from '../migrate/migration.ts';

export const migrations: Migrations = {
  "sqlite": [
    {
      "name": "0000_storage",
      "statements": [
        "CREATE TABLE `patchbay_settings` (\n\t`name` text PRIMARY KEY NOT NULL,\n\t`value` text NOT NULL\n);",
        "CREATE TABLE `patchbay_idempotency` (\n\t`tenant` text NOT NULL,\n\t`actor` text NOT NULL,\n\t`tool` text NOT NULL,\n\t`idempotency_key` text NOT NULL,\n\t`args_hash` text NOT NULL,\n\t`result` text NOT NULL,\n\t`expires_at` integer NOT NULL,\n\tPRIMARY KEY(`tenant`, `actor`, `tool`, `idempotency_key`)\n);",
        "CREATE INDEX `patchbay_idempotency_expires` ON `patchbay_idempotency` (`expires_at`);",
        "CREATE TABLE `patchbay_changes` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`actor` text NOT NULL,\n\t`tool` text,\n\t`correlation_id` text,\n\t`idempotency_key` text,\n\t`at` integer NOT NULL,\n\t`kind` text NOT NULL,\n\t`undoes` text,\n\t`undone_by` text\n);",
        "CREATE INDEX `patchbay_changes_at` ON `patchbay_changes` (`tenant`,`at`);",
        "CREATE TABLE `patchbay_change_rows` (\n\t`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,\n\t`change_id` text NOT NULL,\n\t`position` integer NOT NULL,\n\t`tenant` text NOT NULL,\n\t`table_name` text NOT NULL,\n\t`row_key` text NOT NULL,\n\t`before` text,\n\t`after` text\n);",
        "CREATE UNIQUE INDEX `patchbay_change_rows_change` ON `patchbay_change_rows` (`change_id`,`position`);",
        "CREATE INDEX `patchbay_change_rows_row` ON `patchbay_change_rows` (`tenant`,`table_name`,`row_key`,`seq`);",
        "CREATE TABLE `patchbay_outbox` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`kind` text NOT NULL,\n\t`dedup_id` text NOT NULL,\n\t`payload` text NOT NULL,\n\t`change_id` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`attempts` integer DEFAULT 0 NOT NULL,\n\t`due_at` integer NOT NULL,\n\t`lease` text,\n\t`delivered_at` integer,\n\t`dead_at` integer,\n\t`last_error` text\n);",
        "CREATE UNIQUE INDEX `patchbay_outbox_dedup` ON `patchbay_outbox` (`tenant`,`kind`,`dedup_id`);",
        "CREATE INDEX `patchbay_outbox_due` ON `patchbay_outbox` (`delivered_at`,`dead_at`,`due_at`);"
      ]
    },
    {
      "name": "0001_unlogged",
      "statements": [
        "ALTER TABLE `patchbay_changes` ADD `unlogged` text;"
      ]
    },
    {
      "name": "0002_jobs_and_blobs",
      "statements": [
        "CREATE TABLE `patchbay_jobs` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`tenant` text NOT NULL,\n\t`owner` text NOT NULL,\n\t`kind` text NOT NULL,\n\t`input` text NOT NULL,\n\t`change_id` text NOT NULL,\n\t`created_at` integer NOT NULL,\n\t`state` text NOT NULL,\n\t`attempts` integer DEFAULT 0 NOT NULL,\n\t`due_at` integer,\n\t`fence` integer DEFAULT 0 NOT NULL,\n\t`cancelling` integer DEFAULT false NOT NULL,\n\t`checkpoint` text,\n\t`progress_done` real,\n\t`progress_total` real,\n\t`progress_message` text,\n\t`result` text,\n\t`error` text,\n\t`ended_at` integer\n);",
        "CREATE INDEX `patchbay_jobs_due` ON `patchbay_jobs` (`due_at`,`tenant`,`kind`);",
        "CREATE INDEX `patchbay_jobs_tenant_due` ON `patchbay_jobs` (`tenant`,`due_at`);",
        "CREATE INDEX `patchbay_jobs_owner` ON `patchbay_jobs` (`tenant`,`owner`,`created_at`,`id`);",
        "CREATE INDEX `patchbay_jobs_change` ON `patchbay_jobs` (`change_id`);",
        "CREATE INDEX `patchbay_jobs_ended` ON `patchbay_jobs` (`ended_at`);",
        "CREATE TABLE `patchbay_blobs` (\n\t`hash` text PRIMARY KEY NOT NULL,\n\t`bytes` integer NOT NULL,\n\t`content` text,\n\t`idle_since` integer\n);",
        "CREATE INDEX `patchbay_blobs_idle` ON `patchbay_blobs` (`idle_since`);",
        "CREATE INDEX `patchbay_blobs_content` ON `patchbay_blobs` (`content`);",
        "CREATE TABLE `patchbay_blob_chunks` (\n\t`content` text NOT NULL,\n\t`position` integer NOT NULL,\n\t`data` blob NOT NULL,\n\tPRIMARY KEY(`content`, `position`)\n);",
        "CREATE TABLE `patchbay_blob_links` (\n\t`tenant` text NOT NULL,\n\t`hash` text NOT NULL,\n\t`owner` text NOT NULL,\n\tPRIMARY KEY(`tenant`, `hash`, `owner`),\n\tFOREIGN KEY (`hash`) REFERENCES `patchbay_blobs`(`hash`) ON UPDATE no action ON DELETE no action\n);",
        "CREATE INDEX `patchbay_blob_links_hash` ON `patchbay_blob_links` (`hash`);",
        "ALTER TABLE `patchbay_changes` ADD `number` integer DEFAULT 0 NOT NULL;",
        "CREATE INDEX `patchbay_changes_number` ON `patchbay_changes` (`tenant`,`number`);"
      ]
    }
  ],
  "postgres": [
    {
      "name": "0000_storage",
      "statements": [
        "CREATE TABLE \"patchbay_settings\" (\n\t\"name\" text PRIMARY KEY NOT NULL,\n\t\"value\" text NOT NULL\n);",
        "CREATE TABLE \"patchbay_idempotency\" (\n\t\"tenant\" text NOT NULL,\n\t\"actor\" text NOT NULL,\n\t\"tool\" text NOT NULL,\n\t\"idempotency_key\" text NOT NULL,\n\t\"args_hash\" text NOT NULL,\n\t\"result\" text NOT NULL,\n\t\"expires_at\" bigint NOT NULL,\n\tCONSTRAINT \"patchbay_idempotency_tenant_actor_tool_idempotency_key_pk\" PRIMARY KEY(\"tenant\",\"actor\",\"tool\",\"idempotency_key\")\n);",
        "CREATE TABLE \"patchbay_changes\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"actor\" text NOT NULL,\n\t\"tool\" text,\n\t\"correlation_id\" text,\n\t\"idempotency_key\" text,\n\t\"at\" bigint NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"undoes\" text,\n\t\"undone_by\" text\n);",
        "CREATE TABLE \"patchbay_change_rows\" (\n\t\"seq\" bigserial PRIMARY KEY NOT NULL,\n\t\"change_id\" text NOT NULL,\n\t\"position\" integer NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"table_name\" text NOT NULL,\n\t\"row_key\" text NOT NULL,\n\t\"before\" text,\n\t\"after\" text\n);",
        "CREATE TABLE \"patchbay_outbox\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"dedup_id\" text NOT NULL,\n\t\"payload\" text NOT NULL,\n\t\"change_id\" text NOT NULL,\n\t\"created_at\" bigint NOT NULL,\n\t\"attempts\" integer DEFAULT 0 NOT NULL,\n\t\"due_at\" bigint NOT NULL,\n\t\"lease\" text,\n\t\"delivered_at\" bigint,\n\t\"dead_at\" bigint,\n\t\"last_error\" text\n);",
        "CREATE INDEX \"patchbay_idempotency_expires\" ON \"patchbay_idempotency\" USING btree (\"expires_at\");",
        "CREATE INDEX \"patchbay_changes_at\" ON \"patchbay_changes\" USING btree (\"tenant\",\"at\");",
        "CREATE UNIQUE INDEX \"patchbay_change_rows_change\" ON \"patchbay_change_rows\" USING btree (\"change_id\",\"position\");",
        "CREATE INDEX \"patchbay_change_rows_row\" ON \"patchbay_change_rows\" USING btree (\"tenant\",\"table_name\",\"row_key\",\"seq\");",
        "CREATE UNIQUE INDEX \"patchbay_outbox_dedup\" ON \"patchbay_outbox\" USING btree (\"tenant\",\"kind\",\"dedup_id\");",
        "CREATE INDEX \"patchbay_outbox_due\" ON \"patchbay_outbox\" USING btree (\"delivered_at\",\"dead_at\",\"due_at\");"
      ]
    },
    {
      "name": "0001_unlogged",
      "statements": [
        "ALTER TABLE \"patchbay_changes\" ADD COLUMN \"unlogged\" jsonb;"
      ]
    },
    {
      "name": "0002_jobs_and_blobs",
      "statements": [
        "CREATE TABLE \"patchbay_jobs\" (\n\t\"id\" text PRIMARY KEY NOT NULL,\n\t\"tenant\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\t\"kind\" text NOT NULL,\n\t\"input\" text NOT NULL,\n\t\"change_id\" text NOT NULL,\n\t\"created_at\" bigint NOT NULL,\n\t\"state\" text NOT NULL,\n\t\"attempts\" integer DEFAULT 0 NOT NULL,\n\t\"due_at\" bigint,\n\t\"fence\" integer DEFAULT 0 NOT NULL,\n\t\"cancelling\" boolean DEFAULT false NOT NULL,\n\t\"checkpoint\" text,\n\t\"progress_done\" double precision,\n\t\"progress_total\" double precision,\n\t\"progress_message\" text,\n\t\"result\" text,\n\t\"error\" text,\n\t\"ended_at\" bigint\n);",
        "CREATE TABLE \"patchbay_blobs\" (\n\t\"hash\" text PRIMARY KEY NOT NULL,\n\t\"bytes\" bigint NOT NULL,\n\t\"content\" text,\n\t\"idle_since\" bigint\n);",
        "CREATE TABLE \"patchbay_blob_chunks\" (\n\t\"content\" text NOT NULL,\n\t\"position\" integer NOT NULL,\n\t\"data\" \"bytea\" NOT NULL,\n\tCONSTRAINT \"patchbay_blob_chunks_content_position_pk\" PRIMARY KEY(\"content\",\"position\")\n);",
        "CREATE TABLE \"patchbay_blob_links\" (\n\t\"tenant\" text NOT NULL,\n\t\"hash\" text NOT NULL,\n\t\"owner\" text NOT NULL,\n\tCONSTRAINT \"patchbay_blob_links_tenant_hash_owner_pk\" PRIMARY KEY(\"tenant\",\"hash\",\"owner\")\n);",
        "ALTER TABLE \"patchbay_changes\" ADD COLUMN \"number\" bigint DEFAULT 0 NOT NULL;",
        "ALTER TABLE \"patchbay_blob_links\" ADD CONSTRAINT \"patchbay_blob_links_hash_patchbay_blobs_hash_fk\" FOREIGN KEY (\"hash\") REFERENCES \"patchbay_blobs\"(\"hash\") ON DELETE no action ON UPDATE no action;",
        "CREATE INDEX \"patchbay_jobs_due\" ON \"patchbay_jobs\" USING btree (\"due_at\",\"tenant\",\"kind\");",
        "CREATE INDEX \"patchbay_jobs_tenant_due\" ON \"patchbay_jobs\" USING btree (\"tenant\",\"due_at\");",
        "CREATE INDEX \"patchbay_jobs_owner\" ON \"patchbay_jobs\" USING btree (\"tenant\",\"owner\",\"created_at\",\"id\");",
        "CREATE INDEX \"patchbay_jobs_change\" ON \"patchbay_jobs\" USING btree (\"change_id\");",
        "CREATE INDEX \"patchbay_jobs_ended\" ON \"patchbay_jobs\" USING btree (\"ended_at\");",
        "CREATE INDEX \"patchbay_blobs_idle\" ON \"patchbay_blobs\" USING btree (\"idle_since\");",
        "CREATE INDEX \"patchbay_blobs_content\" ON \"patchbay_blobs\" USING btree (\"content\");",
        "CREATE INDEX \"patchbay_blob_links_hash\" ON \"patchbay_blob_links\" USING btree (\"hash\");",
        "CREATE INDEX \"patchbay_changes_number\" ON \"patchbay_changes\" USING btree (\"tenant\",\"number\");"
      ]
    },
    {
      "name": "0003_change_numbers",
      "statements": [
        "CREATE SEQUENCE \"patchbay_change_numbers\";"
      ]
    }
  ]
};
