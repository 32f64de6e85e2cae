ALTER TABLE "users" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "open_words" text;
--> statement-breakpoint
ALTER TABLE "leads" ADD COLUMN "guarded_words" text;
--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "open_words" text;
--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "guarded_words" text;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "open_words" text;
--> statement-breakpoint
ALTER TABLE "contacts" ADD COLUMN "guarded_words" text;
--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "open_words" text;
--> statement-breakpoint
ALTER TABLE "deals" ADD COLUMN "guarded_words" text;
--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "folded" jsonb;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "open_words" text;
--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "guarded_words" text;
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "folded" jsonb;
