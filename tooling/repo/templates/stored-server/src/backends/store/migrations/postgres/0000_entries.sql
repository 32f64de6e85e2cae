CREATE TABLE "entries" (
	"entry_id" text NOT NULL,
	"tenant" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"author" text NOT NULL,
	"created_at" text NOT NULL,
	CONSTRAINT "entries_tenant_entry_id_pk" PRIMARY KEY("tenant","entry_id")
);
--> statement-breakpoint
CREATE INDEX "entries_created" ON "entries" USING btree ("tenant","created_at","entry_id");
