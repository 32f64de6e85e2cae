CREATE TABLE `patchbay_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`owner` text NOT NULL,
	`kind` text NOT NULL,
	`input` text NOT NULL,
	`change_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` integer,
	`fence` integer DEFAULT 0 NOT NULL,
	`cancelling` integer DEFAULT false NOT NULL,
	`checkpoint` text,
	`progress_done` real,
	`progress_total` real,
	`progress_message` text,
	`result` text,
	`error` text,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `patchbay_jobs_due` ON `patchbay_jobs` (`due_at`,`tenant`,`kind`);
--> statement-breakpoint
CREATE INDEX `patchbay_jobs_tenant_due` ON `patchbay_jobs` (`tenant`,`due_at`);
--> statement-breakpoint
CREATE INDEX `patchbay_jobs_owner` ON `patchbay_jobs` (`tenant`,`owner`,`created_at`,`id`);
--> statement-breakpoint
CREATE INDEX `patchbay_jobs_change` ON `patchbay_jobs` (`change_id`);
--> statement-breakpoint
CREATE INDEX `patchbay_jobs_ended` ON `patchbay_jobs` (`ended_at`);
--> statement-breakpoint
CREATE TABLE `patchbay_blobs` (
	`hash` text PRIMARY KEY NOT NULL,
	`bytes` integer NOT NULL,
	`content` text,
	`idle_since` integer
);
--> statement-breakpoint
CREATE INDEX `patchbay_blobs_idle` ON `patchbay_blobs` (`idle_since`);
--> statement-breakpoint
CREATE INDEX `patchbay_blobs_content` ON `patchbay_blobs` (`content`);
--> statement-breakpoint
CREATE TABLE `patchbay_blob_chunks` (
	`content` text NOT NULL,
	`position` integer NOT NULL,
	`data` blob NOT NULL,
	PRIMARY KEY(`content`, `position`)
);
--> statement-breakpoint
CREATE TABLE `patchbay_blob_links` (
	`tenant` text NOT NULL,
	`hash` text NOT NULL,
	`owner` text NOT NULL,
	PRIMARY KEY(`tenant`, `hash`, `owner`),
	FOREIGN KEY (`hash`) REFERENCES `patchbay_blobs`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `patchbay_blob_links_hash` ON `patchbay_blob_links` (`hash`);
--> statement-breakpoint
ALTER TABLE `patchbay_changes` ADD `number` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE INDEX `patchbay_changes_number` ON `patchbay_changes` (`tenant`,`number`);
