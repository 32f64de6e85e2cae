CREATE TABLE `duplicate_links` (
	`tenant` text NOT NULL,
	`object` text NOT NULL,
	`a` text NOT NULL,
	`b` text NOT NULL,
	`score` real NOT NULL,
	`reach` real NOT NULL,
	`rules` integer NOT NULL,
	PRIMARY KEY(`tenant`, `object`, `a`, `b`)
);
--> statement-breakpoint
CREATE INDEX `duplicate_links_b` ON `duplicate_links` (`tenant`,`object`,`b`);
--> statement-breakpoint
CREATE TABLE `duplicate_marks` (
	`tenant` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	`rules` integer NOT NULL,
	`version` integer NOT NULL,
	`cut` text,
	PRIMARY KEY(`tenant`, `object`, `record_id`)
);
--> statement-breakpoint
CREATE INDEX `duplicate_marks_cut` ON `duplicate_marks` (`tenant`,`object`,`cut`);
--> statement-breakpoint
DROP INDEX `duplicate_keys_key`;
--> statement-breakpoint
-- keys of former rules; they are made again, and an index over none of them is made at once
DELETE FROM `duplicate_keys`;
--> statement-breakpoint
ALTER TABLE `duplicate_keys` ADD `place` text;
--> statement-breakpoint
CREATE INDEX `duplicate_keys_place` ON `duplicate_keys` (`tenant`,`object`,`key`,`place`,`record_id`);
