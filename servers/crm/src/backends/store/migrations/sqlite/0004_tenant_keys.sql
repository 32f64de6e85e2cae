CREATE TABLE kept_statistics AS SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx NOT LIKE 'sqlite_autoindex%';
--> statement-breakpoint
CREATE TABLE `__new_users` (
	`user_id` text NOT NULL,
	`tenant` text NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`phone_e164` text,
	`role` text NOT NULL,
	`team` text,
	`last_seen_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `user_id`)
);
--> statement-breakpoint
INSERT INTO `__new_users`("user_id", "tenant", "name", "email", "phone_e164", "role", "team", "last_seen_at", "created_at", "updated_at") SELECT "user_id", "tenant", "name", "email", "phone_e164", "role", "team", "last_seen_at", "created_at", "updated_at" FROM `users`;
--> statement-breakpoint
DROP TABLE `users`;
--> statement-breakpoint
ALTER TABLE `__new_users` RENAME TO `users`;
--> statement-breakpoint
CREATE INDEX `users_team` ON `users` (`tenant`,`team`);
--> statement-breakpoint
CREATE TABLE `__new_companies` (
	`company_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `company_id`)
);
--> statement-breakpoint
INSERT INTO `__new_companies`("company_id", "tenant", "name", "name_norm", "domain", "domain_norm", "category", "employee_range", "employees_min", "phone_e164", "street", "city", "postal_code", "region", "country", "annual_revenue_minor", "currency", "owner_id", "external_id", "version", "created_at", "updated_at") SELECT "company_id", "tenant", "name", "name_norm", "domain", "domain_norm", "category", "employee_range", "employees_min", "phone_e164", "street", "city", "postal_code", "region", "country", "annual_revenue_minor", "currency", "owner_id", "external_id", "version", "created_at", "updated_at" FROM `companies`;
--> statement-breakpoint
DROP TABLE `companies`;
--> statement-breakpoint
ALTER TABLE `__new_companies` RENAME TO `companies`;
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
CREATE TABLE `__new_contacts` (
	`contact_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `contact_id`)
);
--> statement-breakpoint
INSERT INTO `__new_contacts`("contact_id", "tenant", "company_id", "name", "first_name", "last_name", "email", "email_norm", "phone_e164", "title", "city", "country", "consent", "notes", "owner_id", "external_id", "version", "created_at", "updated_at") SELECT "contact_id", "tenant", "company_id", "name", "first_name", "last_name", "email", "email_norm", "phone_e164", "title", "city", "country", "consent", "notes", "owner_id", "external_id", "version", "created_at", "updated_at" FROM `contacts`;
--> statement-breakpoint
DROP TABLE `contacts`;
--> statement-breakpoint
ALTER TABLE `__new_contacts` RENAME TO `contacts`;
--> statement-breakpoint
CREATE INDEX `contacts_company` ON `contacts` (`tenant`,`company_id`);
--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`tenant`,`email_norm`);
--> statement-breakpoint
CREATE INDEX `contacts_updated` ON `contacts` (`tenant`,`updated_at`,`contact_id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `contacts_external` ON `contacts` (`tenant`,`external_id`);
--> statement-breakpoint
CREATE TABLE `__new_stages` (
	`stage_id` text NOT NULL,
	`tenant` text NOT NULL,
	`pipeline_id` text NOT NULL,
	`stage` text NOT NULL,
	`position` integer NOT NULL,
	`probability` integer NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`tenant`, `stage_id`)
);
--> statement-breakpoint
INSERT INTO `__new_stages`("stage_id", "tenant", "pipeline_id", "stage", "position", "probability", "kind") SELECT "stage_id", "tenant", "pipeline_id", "stage", "position", "probability", "kind" FROM `stages`;
--> statement-breakpoint
DROP TABLE `stages`;
--> statement-breakpoint
ALTER TABLE `__new_stages` RENAME TO `stages`;
--> statement-breakpoint
CREATE INDEX `stages_pipeline` ON `stages` (`tenant`,`pipeline_id`,`position`);
--> statement-breakpoint
CREATE TABLE `__new_deals` (
	`deal_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `deal_id`)
);
--> statement-breakpoint
INSERT INTO `__new_deals`("deal_id", "tenant", "name", "company_id", "contact_id", "lead_id", "pipeline_id", "stage_id", "amount_minor", "currency", "probability", "close_date", "closed_at", "notes", "owner_id", "external_id", "version", "created_at", "updated_at") SELECT "deal_id", "tenant", "name", "company_id", "contact_id", "lead_id", "pipeline_id", "stage_id", "amount_minor", "currency", "probability", "close_date", "closed_at", "notes", "owner_id", "external_id", "version", "created_at", "updated_at" FROM `deals`;
--> statement-breakpoint
DROP TABLE `deals`;
--> statement-breakpoint
ALTER TABLE `__new_deals` RENAME TO `deals`;
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
CREATE TABLE `__new_stage_history` (
	`entry_id` text NOT NULL,
	`tenant` text NOT NULL,
	`object` text NOT NULL,
	`record_id` text NOT NULL,
	`from_stage` text,
	`to_stage` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	PRIMARY KEY(`tenant`, `entry_id`)
);
--> statement-breakpoint
INSERT INTO `__new_stage_history`("entry_id", "tenant", "object", "record_id", "from_stage", "to_stage", "at", "by") SELECT "entry_id", "tenant", "object", "record_id", "from_stage", "to_stage", "at", "by" FROM `stage_history`;
--> statement-breakpoint
DROP TABLE `stage_history`;
--> statement-breakpoint
ALTER TABLE `__new_stage_history` RENAME TO `stage_history`;
--> statement-breakpoint
CREATE INDEX `stage_history_record` ON `stage_history` (`tenant`,`object`,`record_id`,`at`);
--> statement-breakpoint
CREATE INDEX `stage_history_at` ON `stage_history` (`tenant`,`at`);
--> statement-breakpoint
CREATE TABLE `__new_activities` (
	`activity_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `activity_id`)
);
--> statement-breakpoint
INSERT INTO `__new_activities`("activity_id", "tenant", "kind", "subject", "body", "occurred_at", "due_at", "done_at", "owner_id", "external_id", "version", "created_at", "updated_at") SELECT "activity_id", "tenant", "kind", "subject", "body", "occurred_at", "due_at", "done_at", "owner_id", "external_id", "version", "created_at", "updated_at" FROM `activities`;
--> statement-breakpoint
DROP TABLE `activities`;
--> statement-breakpoint
ALTER TABLE `__new_activities` RENAME TO `activities`;
--> statement-breakpoint
CREATE INDEX `activities_owner` ON `activities` (`tenant`,`owner_id`,`due_at`);
--> statement-breakpoint
CREATE INDEX `activities_occurred` ON `activities` (`tenant`,`occurred_at`,`activity_id`);
--> statement-breakpoint
CREATE INDEX `activities_updated` ON `activities` (`tenant`,`updated_at`,`activity_id`);
--> statement-breakpoint
CREATE TABLE `__new_products` (
	`product_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `product_id`)
);
--> statement-breakpoint
INSERT INTO `__new_products`("product_id", "tenant", "sku", "name", "description", "category", "price_minor", "cost_minor", "currency", "stock", "reserved", "version", "created_at", "updated_at") SELECT "product_id", "tenant", "sku", "name", "description", "category", "price_minor", "cost_minor", "currency", "stock", "reserved", "version", "created_at", "updated_at" FROM `products`;
--> statement-breakpoint
DROP TABLE `products`;
--> statement-breakpoint
ALTER TABLE `__new_products` RENAME TO `products`;
--> statement-breakpoint
CREATE UNIQUE INDEX `products_sku` ON `products` (`tenant`,`sku`);
--> statement-breakpoint
CREATE INDEX `products_category` ON `products` (`tenant`,`category`,`price_minor`,`product_id`);
--> statement-breakpoint
CREATE INDEX `products_price` ON `products` (`tenant`,`price_minor`,`product_id`);
--> statement-breakpoint
CREATE TABLE `__new_orders` (
	`order_id` text NOT NULL,
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
	`updated_at` text NOT NULL,
	PRIMARY KEY(`tenant`, `order_id`)
);
--> statement-breakpoint
INSERT INTO `__new_orders`("order_id", "tenant", "customer_id", "status", "subtotal_minor", "tax_minor", "total_minor", "currency", "notes", "owner_id", "external_id", "version", "created_at", "updated_at") SELECT "order_id", "tenant", "customer_id", "status", "subtotal_minor", "tax_minor", "total_minor", "currency", "notes", "owner_id", "external_id", "version", "created_at", "updated_at" FROM `orders`;
--> statement-breakpoint
DROP TABLE `orders`;
--> statement-breakpoint
ALTER TABLE `__new_orders` RENAME TO `orders`;
--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`tenant`,`customer_id`,`created_at`);
--> statement-breakpoint
CREATE INDEX `orders_created` ON `orders` (`tenant`,`created_at`,`order_id`);
--> statement-breakpoint
CREATE TABLE `__new_stock_moves` (
	`move_id` text NOT NULL,
	`tenant` text NOT NULL,
	`product_id` text NOT NULL,
	`delta` integer NOT NULL,
	`reserved_delta` integer DEFAULT 0 NOT NULL,
	`reason` text NOT NULL,
	`ref` text,
	`at` text NOT NULL,
	PRIMARY KEY(`tenant`, `move_id`)
);
--> statement-breakpoint
INSERT INTO `__new_stock_moves`("move_id", "tenant", "product_id", "delta", "reserved_delta", "reason", "ref", "at") SELECT "move_id", "tenant", "product_id", "delta", "reserved_delta", "reason", "ref", "at" FROM `stock_moves`;
--> statement-breakpoint
DROP TABLE `stock_moves`;
--> statement-breakpoint
ALTER TABLE `__new_stock_moves` RENAME TO `stock_moves`;
--> statement-breakpoint
CREATE INDEX `stock_moves_product` ON `stock_moves` (`tenant`,`product_id`,`at`);
--> statement-breakpoint
DELETE FROM sqlite_stat1 WHERE idx IN (SELECT idx FROM kept_statistics);
--> statement-breakpoint
INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT tbl, idx, stat FROM kept_statistics;
--> statement-breakpoint
DROP TABLE kept_statistics;
--> statement-breakpoint
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
	('users', 'sqlite_autoindex_users_1', '50 50 1'),
	('companies', 'sqlite_autoindex_companies_1', '30000 30000 1'),
	('contacts', 'sqlite_autoindex_contacts_1', '100000 100000 1'),
	('stages', 'sqlite_autoindex_stages_1', '10 10 1'),
	('deals', 'sqlite_autoindex_deals_1', '50000 50000 1'),
	('stage_history', 'sqlite_autoindex_stage_history_1', '300000 300000 1'),
	('activities', 'sqlite_autoindex_activities_1', '400000 400000 1'),
	('products', 'sqlite_autoindex_products_1', '10000 10000 1'),
	('orders', 'sqlite_autoindex_orders_1', '100000 100000 1'),
	('stock_moves', 'sqlite_autoindex_stock_moves_1', '300000 300000 1');
--> statement-breakpoint
ANALYZE sqlite_schema;
--> statement-breakpoint
DROP INDEX search_documents_record;
--> statement-breakpoint
CREATE UNIQUE INDEX search_documents_record ON search_documents (tenant, object, record_id);
--> statement-breakpoint
DROP TRIGGER leads_search_changed;
--> statement-breakpoint
DROP TRIGGER leads_search_removed;
--> statement-breakpoint
CREATE TRIGGER leads_search_changed AFTER UPDATE OF name, company_name, title, city, email ON leads BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.company_name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')
	WHERE tenant = new.tenant AND object = 'leads' AND record_id = new.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER leads_search_removed AFTER DELETE ON leads BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'leads' AND record_id = old.lead_id;
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_added AFTER INSERT ON companies BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('companies', new.company_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_changed AFTER UPDATE OF name, domain, category, city ON companies BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.domain,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.city,''), guarded_source = ''
	WHERE tenant = new.tenant AND object = 'companies' AND record_id = new.company_id;
END;
--> statement-breakpoint
CREATE TRIGGER companies_search_removed AFTER DELETE ON companies BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'companies' AND record_id = old.company_id;
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_added AFTER INSERT ON contacts BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('contacts', new.contact_id, new.tenant, coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), coalesce(new.email,''));
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_changed AFTER UPDATE OF name, title, city, email ON contacts BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,'') || ' ' || coalesce(new.title,'') || ' ' || coalesce(new.city,''), guarded_source = coalesce(new.email,'')
	WHERE tenant = new.tenant AND object = 'contacts' AND record_id = new.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER contacts_search_removed AFTER DELETE ON contacts BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'contacts' AND record_id = old.contact_id;
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_added AFTER INSERT ON deals BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('deals', new.deal_id, new.tenant, coalesce(new.name,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_changed AFTER UPDATE OF name ON deals BEGIN
	UPDATE search_documents SET open_source = coalesce(new.name,''), guarded_source = ''
	WHERE tenant = new.tenant AND object = 'deals' AND record_id = new.deal_id;
END;
--> statement-breakpoint
CREATE TRIGGER deals_search_removed AFTER DELETE ON deals BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'deals' AND record_id = old.deal_id;
END;
--> statement-breakpoint
CREATE TRIGGER products_search_added AFTER INSERT ON products BEGIN
	INSERT INTO search_documents (object, record_id, tenant, open_source, guarded_source)
	VALUES ('products', new.product_id, new.tenant, coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), '');
END;
--> statement-breakpoint
CREATE TRIGGER products_search_changed AFTER UPDATE OF sku, name, category, description ON products BEGIN
	UPDATE search_documents SET open_source = coalesce(new.sku,'') || ' ' || coalesce(new.name,'') || ' ' || coalesce(new.category,'') || ' ' || coalesce(new.description,''), guarded_source = ''
	WHERE tenant = new.tenant AND object = 'products' AND record_id = new.product_id;
END;
--> statement-breakpoint
CREATE TRIGGER products_search_removed AFTER DELETE ON products BEGIN
	DELETE FROM search_documents WHERE tenant = old.tenant AND object = 'products' AND record_id = old.product_id;
END;
