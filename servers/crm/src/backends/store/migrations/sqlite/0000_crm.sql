CREATE TABLE `users` (
	`user_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone_e164` text,
	`role` text NOT NULL,
	`team` text,
	`last_seen_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `users_team` ON `users` (`tenant`,`team`);
--> statement-breakpoint
CREATE TABLE `leads` (
	`lead_id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`first_name` text,
	`last_name` text,
	`email` text,
	`email_norm` text,
	`phone_e164` text,
	`company_name` text,
	`company_norm` text,
	`title` text,
	`status` text NOT NULL,
	`status_changed_at` text NOT NULL,
	`lost_reason` text,
	`score` integer DEFAULT 0 NOT NULL,
	`score_breakdown` text,
	`source` text,
	`owner_id` text,
	`notes` text,
	`street` text,
	`city` text,
	`postal_code` text,
	`region` text,
	`country` text,
	`birth_date` text,
	`last_activity_at` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `leads_status` ON `leads` (`tenant`,`status`,`updated_at`,`lead_id`);
--> statement-breakpoint
CREATE INDEX `leads_owner` ON `leads` (`tenant`,`owner_id`,`status`);
--> statement-breakpoint
CREATE INDEX `leads_email` ON `leads` (`tenant`,`email_norm`);
--> statement-breakpoint
CREATE INDEX `leads_updated` ON `leads` (`tenant`,`updated_at`,`lead_id`);
--> statement-breakpoint
CREATE INDEX `leads_created` ON `leads` (`tenant`,`created_at`,`lead_id`);
--> statement-breakpoint
CREATE INDEX `leads_score` ON `leads` (`tenant`,`score`,`lead_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `leads_external` ON `leads` (`tenant`,`external_id`);
--> statement-breakpoint
CREATE TABLE `companies` (
	`company_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`name_norm` text NOT NULL,
	`domain` text,
	`domain_norm` text,
	`category` text,
	`employee_range` text,
	`employees_min` integer,
	`phone_e164` text,
	`street` text,
	`city` text,
	`postal_code` text,
	`region` text,
	`country` text,
	`annual_revenue_minor` integer,
	`currency` text,
	`owner_id` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `companies_name` ON `companies` (`tenant`,`name_norm`,`company_id`);
--> statement-breakpoint
CREATE INDEX `companies_domain` ON `companies` (`tenant`,`domain_norm`);
--> statement-breakpoint
CREATE INDEX `companies_category` ON `companies` (`tenant`,`category`,`company_id`);
--> statement-breakpoint
CREATE INDEX `companies_updated` ON `companies` (`tenant`,`updated_at`,`company_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `companies_external` ON `companies` (`tenant`,`external_id`);
--> statement-breakpoint
CREATE TABLE `contacts` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`company_id` text,
	`name` text NOT NULL,
	`first_name` text,
	`last_name` text,
	`email` text,
	`email_norm` text,
	`phone_e164` text,
	`title` text,
	`city` text,
	`country` text,
	`consent` text,
	`notes` text,
	`owner_id` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contacts_company` ON `contacts` (`tenant`,`company_id`);
--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`tenant`,`email_norm`);
--> statement-breakpoint
CREATE INDEX `contacts_updated` ON `contacts` (`tenant`,`updated_at`,`contact_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_external` ON `contacts` (`tenant`,`external_id`);
--> statement-breakpoint
CREATE TABLE `stages` (
	`stage_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`pipeline_id` text NOT NULL,
	`stage` text NOT NULL,
	`position` integer NOT NULL,
	`probability` integer NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stages_pipeline` ON `stages` (`tenant`,`pipeline_id`,`position`);
--> statement-breakpoint
CREATE TABLE `deals` (
	`deal_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`company_id` text,
	`contact_id` text,
	`lead_id` integer,
	`pipeline_id` text NOT NULL,
	`stage_id` text NOT NULL,
	`amount_minor` integer,
	`currency` text,
	`probability` integer DEFAULT 0 NOT NULL,
	`close_date` text,
	`closed_at` text,
	`notes` text,
	`owner_id` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `deals_stage` ON `deals` (`tenant`,`stage_id`,`close_date`);
--> statement-breakpoint
CREATE INDEX `deals_company` ON `deals` (`tenant`,`company_id`);
--> statement-breakpoint
CREATE INDEX `deals_contact` ON `deals` (`tenant`,`contact_id`);
--> statement-breakpoint
CREATE INDEX `deals_amount` ON `deals` (`tenant`,`amount_minor`,`deal_id`);
--> statement-breakpoint
CREATE INDEX `deals_created` ON `deals` (`tenant`,`created_at`,`deal_id`);
--> statement-breakpoint
CREATE INDEX `deals_updated` ON `deals` (`tenant`,`updated_at`,`deal_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `deals_external` ON `deals` (`tenant`,`external_id`);
--> statement-breakpoint
CREATE TABLE `stage_history` (
	`entry_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stage_history_record` ON `stage_history` (`tenant`,`object`,`record_id`,`at`);
--> statement-breakpoint
CREATE INDEX `stage_history_at` ON `stage_history` (`tenant`,`at`);
--> statement-breakpoint
CREATE TABLE `activities` (
	`activity_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`body` text,
	`occurred_at` text,
	`due_at` text,
	`done_at` text,
	`owner_id` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `activities_owner` ON `activities` (`tenant`,`owner_id`,`due_at`);
--> statement-breakpoint
CREATE INDEX `activities_occurred` ON `activities` (`tenant`,`occurred_at`,`activity_id`);
--> statement-breakpoint
CREATE INDEX `activities_updated` ON `activities` (`tenant`,`updated_at`,`activity_id`);
--> statement-breakpoint
CREATE TABLE `activity_links` (
	`tenant` text NOT NULL,
	`activity_id` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	PRIMARY KEY(`tenant`, `activity_id`, `object`, `record_id`)
);
--> statement-breakpoint
CREATE INDEX `activity_links_record` ON `activity_links` (`tenant`,`object`,`record_id`);
--> statement-breakpoint
CREATE TABLE `duplicate_keys` (
	`tenant` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`tenant`, `object`, `record_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `duplicate_keys_key` ON `duplicate_keys` (`tenant`,`object`,`key`);
--> statement-breakpoint
CREATE TABLE `products` (
	`product_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`sku` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`category` text NOT NULL,
	`price_minor` integer NOT NULL,
	`cost_minor` integer,
	`currency` text NOT NULL,
	`stock` integer DEFAULT 0 NOT NULL,
	`reserved` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `products_sku` ON `products` (`tenant`,`sku`);
--> statement-breakpoint
CREATE INDEX `products_category` ON `products` (`tenant`,`category`,`price_minor`,`product_id`);
--> statement-breakpoint
CREATE INDEX `products_price` ON `products` (`tenant`,`price_minor`,`product_id`);
--> statement-breakpoint
CREATE TABLE `orders` (
	`order_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`customer_id` text NOT NULL,
	`status` text NOT NULL,
	`subtotal_minor` integer NOT NULL,
	`tax_minor` integer DEFAULT 0 NOT NULL,
	`total_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`notes` text,
	`owner_id` text,
	`external_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`tenant`,`customer_id`,`created_at`);
--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`tenant`,`created_at`,`order_id`);
--> statement-breakpoint
CREATE TABLE `order_lines` (
	`tenant` text NOT NULL,
	`order_id` text NOT NULL,
	`product_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price_minor` integer NOT NULL,
	PRIMARY KEY(`tenant`, `order_id`, `product_id`)
);
--> statement-breakpoint
CREATE INDEX `order_lines_product` ON `order_lines` (`tenant`,`product_id`);
--> statement-breakpoint
CREATE TABLE `stock_moves` (
	`move_id` text PRIMARY KEY NOT NULL,
	`tenant` text NOT NULL,
	`product_id` text NOT NULL,
	`delta` integer NOT NULL,
	`reserved_delta` integer DEFAULT 0 NOT NULL,
	`reason` text NOT NULL,
	`ref` text,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `stock_moves_product` ON `stock_moves` (`tenant`,`product_id`,`at`);
