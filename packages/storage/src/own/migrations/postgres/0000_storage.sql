CREATE TABLE "patchbay_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patchbay_idempotency" (
	"tenant" text NOT NULL,
	"actor" text NOT NULL,
	"tool" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"args_hash" text NOT NULL,
	"result" text NOT NULL,
	"expires_at" bigint NOT NULL,
	CONSTRAINT "patchbay_idempotency_tenant_actor_tool_idempotency_key_pk" PRIMARY KEY("tenant","actor","tool","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "patchbay_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"actor" text NOT NULL,
	"tool" text,
	"correlation_id" text,
	"idempotency_key" text,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	"undoes" text,
	"undone_by" text
);
--> statement-breakpoint
CREATE TABLE "patchbay_change_rows" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"change_id" text NOT NULL,
	"position" integer NOT NULL,
	"tenant" text NOT NULL,
	"table_name" text NOT NULL,
	"row_key" text NOT NULL,
	"before" text,
	"after" text
);
--> statement-breakpoint
CREATE TABLE "patchbay_outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"tenant" text NOT NULL,
	"kind" text NOT NULL,
	"dedup_id" text NOT NULL,
	"payload" text NOT NULL,
	"change_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" bigint NOT NULL,
	"lease" text,
	"delivered_at" bigint,
	"dead_at" bigint,
	"last_error" text
);
--> statement-breakpoint
CREATE INDEX "patchbay_idempotency_expires" ON "patchbay_idempotency" USING btree ("expires_at");
--> statement-breakpoint
CREATE INDEX "patchbay_changes_at" ON "patchbay_changes" USING btree ("tenant","at");
--> statement-breakpoint
CREATE UNIQUE INDEX "patchbay_change_rows_change" ON "patchbay_change_rows" USING btree ("change_id","position");
--> statement-breakpoint
CREATE INDEX "patchbay_change_rows_row" ON "patchbay_change_rows" USING btree ("tenant","table_name","row_key","seq");
--> statement-breakpoint
CREATE UNIQUE INDEX "patchbay_outbox_dedup" ON "patchbay_outbox" USING btree ("tenant","kind","dedup_id");
--> statement-breakpoint
CREATE INDEX "patchbay_outbox_due" ON "patchbay_outbox" USING btree ("delivered_at","dead_at","due_at");
