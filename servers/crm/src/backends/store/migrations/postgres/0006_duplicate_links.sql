CREATE TABLE "duplicate_links" (
	"tenant" text NOT NULL,
	"object" text NOT NULL,
	"a" text NOT NULL,
	"b" text NOT NULL,
	"score" double precision NOT NULL,
	"reach" double precision NOT NULL,
	"rules" integer NOT NULL,
	CONSTRAINT "duplicate_links_tenant_object_a_b_pk" PRIMARY KEY("tenant","object","a","b")
);
--> statement-breakpoint
CREATE TABLE "duplicate_marks" (
	"tenant" text NOT NULL,
	"object" text NOT NULL,
	"record_id" text NOT NULL,
	"rules" integer NOT NULL,
	"version" integer NOT NULL,
	"cut" text,
	CONSTRAINT "duplicate_marks_tenant_object_record_id_pk" PRIMARY KEY("tenant","object","record_id")
);
--> statement-breakpoint
DROP INDEX "duplicate_keys_key";
--> statement-breakpoint
-- keys of former rules; they are made again, and an index over none of them is made at once
TRUNCATE "duplicate_keys";
--> statement-breakpoint
ALTER TABLE "duplicate_keys" ADD COLUMN "place" text;
--> statement-breakpoint
CREATE INDEX "duplicate_links_b" ON "duplicate_links" USING btree ("tenant","object","b");
--> statement-breakpoint
CREATE INDEX "duplicate_marks_cut" ON "duplicate_marks" USING btree ("tenant","object","cut");
--> statement-breakpoint
CREATE INDEX "duplicate_keys_place" ON "duplicate_keys" USING btree ("tenant","object","key","place","record_id");
