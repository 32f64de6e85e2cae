DROP INDEX `duplicate_keys_key`;
--> statement-breakpoint
CREATE INDEX `duplicate_keys_key` ON `duplicate_keys` (`tenant`,`object`,`key`,`record_id`);
--> statement-breakpoint
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('duplicate_keys', 'duplicate_keys_key', '2000000 2000000 1000000 3 1');
--> statement-breakpoint
ANALYZE sqlite_schema;
