CREATE TABLE "patchbay_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"input" text NOT NULL,
	"change_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint,
	"fence" integer DEFAULT 0 NOT NULL,
	"cancelling" boolean DEFAULT false NOT NULL,
	"checkpoint" text,
	"progress_done" double precision,
	"progress_total" double precision,
	"progress_message" text,
	"result" text,
	"error" text,
	"ended_at" bigint
);
--> statement-breakpoint
CREATE TABLE "patchbay_blobs" (
	"hash" text PRIMARY KEY NOT NULL,
	"bytes" bigint NOT NULL,
	"content" text,
	"idle_since" bigint
);
--> statement-breakpoint
CREATE TABLE "patchbay_blob_chunks" (
	"content" text NOT NULL,
	"position" integer NOT NULL,
	"data" "bytea" NOT NULL,
	CONSTRAINT "patchbay_blob_chunks_content_position_pk" PRIMARY KEY("content","position")
);
--> statement-breakpoint
CREATE TABLE "patchbay_blob_links" (
	"tenant" text NOT NULL,
	"hash" text NOT NULL,
	"owner" text NOT NULL,
	CONSTRAINT "patchbay_blob_links_tenant_hash_owner_pk" PRIMARY KEY("tenant","hash","owner")
);
--> statement-breakpoint
ALTER TABLE "patchbay_changes" ADD COLUMN "number" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE "patchbay_blob_links" ADD CONSTRAINT "patchbay_blob_links_hash_patchbay_blobs_hash_fk" FOREIGN KEY ("hash") REFERENCES "patchbay_blobs"("hash") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "patchbay_jobs_due" ON "patchbay_jobs" USING btree ("due_at","tenant","kind");
--> statement-breakpoint
CREATE INDEX "patchbay_jobs_tenant_due" ON "patchbay_jobs" USING btree ("tenant","due_at");
--> statement-breakpoint
CREATE INDEX "patchbay_jobs_owner" ON "patchbay_jobs" USING btree ("tenant","owner","created_at","id");
--> statement-breakpoint
CREATE INDEX "patchbay_jobs_change" ON "patchbay_jobs" USING btree ("change_id");
--> statement-breakpoint
CREATE INDEX "patchbay_jobs_ended" ON "patchbay_jobs" USING btree ("ended_at");
--> statement-breakpoint
CREATE INDEX "patchbay_blobs_idle" ON "patchbay_blobs" USING btree ("idle_since");
--> statement-breakpoint
CREATE INDEX "patchbay_blobs_content" ON "patchbay_blobs" USING btree ("content");
--> statement-breakpoint
CREATE INDEX "patchbay_blob_links_hash" ON "patchbay_blob_links" USING btree ("hash");
--> statement-breakpoint
CREATE INDEX "patchbay_changes_number" ON "patchbay_changes" USING btree ("tenant","number");
