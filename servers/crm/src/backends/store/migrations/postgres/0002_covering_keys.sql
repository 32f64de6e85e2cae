DROP INDEX "duplicate_keys_key";
--> statement-breakpoint
CREATE INDEX "duplicate_keys_key" ON "duplicate_keys" USING btree ("tenant","object","key","record_id");
